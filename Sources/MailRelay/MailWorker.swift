@_spi(Channel) import Desk
import Domain
import Logging
public import Mail
import Realtime
import Store
import Synchronization

/// Sends what is due, one mail after the other. A crash can double only the one that is under way, which has the same
/// Message-ID then.
public final class MailWorker: Sendable {
    /// The longest sleep: after a jump of the clock the next mail is due at another time.
    private static let longestSleep = Duration.seconds(60)

    let relay: MailRelay
    private let client: SMTPClient
    private let timings: MailTimings
    private let wake: Wake
    private let run = Mutex(Run())

    private struct Run {
        /// Failures in a row that concern all mails.
        var failures = 0
        var pauseEnd: ContinuousClock.Instant?
    }

    public init(relay: MailRelay, client: SMTPClient, timings: MailTimings = MailTimings()) {
        self.relay = relay
        self.client = client
        self.timings = timings
        wake = relay.desk.wakes.follow(.mailing)
    }

    /// Works until the task is cancelled. A mail that is under way is broken off then.
    public func run() async {
        var hasResumed = false
        while !Task.isCancelled {
            do {
                if !hasResumed { try await relay.store.write { try $0.resumeMails() } }
                hasResumed = true
                let rest = try await step()
                if rest != .zero { await wake.sleep(atMost: min(rest ?? Self.longestSleep, Self.longestSleep)) }
            } catch {
                // The store itself has failed. Nothing is lost, and all that can be done is to try again.
                Log.mail.error("mail failed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only if the task is cancelled
            }
        }
    }

    /// Sends the mail that is due first. Returns how long there is nothing to do: zero to be called again at once, nil
    /// until something changes.
    func step() async throws -> Duration? {
        if let end = run.withLock({ $0.pauseEnd }), end > .now { return ContinuousClock.now.duration(to: end) }
        guard let (next, due) = try relay.store.read({ try $0.nextMail() }) else { return nil }
        let wait = relay.clock().duration(to: due)
        guard wait <= .zero else { return wait }
        let now = relay.clock()
        guard let task = try await relay.store.write({ try $0.takeMail(next.id, now: now) }) else { return .zero }
        let failure = await send(task)
        let outcome = MailOutcome(failure, task, timings, now: relay.clock())
        note(outcome, failure, of: task)
        try await relay.store.write { try $0.record(outcome, of: task, now: now) }
        return .zero
    }

    /// Returns nil if the server has taken the mail.
    private func send(_ task: MailTask) async -> SMTPFailure? {
        do throws(SMTPFailure) {
            try await client.send(
                relay.letter(task).bytes, from: relay.envelopeSender(of: task), to: task.address)
            return nil
        } catch {
            return error
        }
    }

    private func note(_ outcome: MailOutcome, _ failure: SMTPFailure?, of task: MailTask) {
        var metadata: Logger.Metadata = ["ticket": "\(task.ticket.id)", "mail": "\(task.mail.id)"]
        switch outcome {
        case .sent:
            relay.count { $0.sent += 1 }
            Log.mail.info("mail sent", metadata: metadata)
        case .refused(let reason, let code):
            relay.count { $0.refused += 1 }
            metadata["reason"] = "\(reason.rawValue)"
            metadata["code"] = "\(code ?? 0)"
            Log.mail.warning("mail refused", metadata: metadata)
        case .delayed:
            relay.count { $0.delayed += 1 }
            Log.mail.info("mail delayed", metadata: metadata)
        }
        switch failure {
        case .unreachable, .misconfigured:
            let pause = run.withLock { run in
                run.failures += 1
                let pause = timings.pause(afterFailures: run.failures)
                run.pauseEnd = .now + pause
                return pause
            }
            if relay.setTrouble(failure), let failure {
                Log.mail.error(
                    "no mail can be sent", metadata: ["error": "\(failure)", "again": "\(pause)"])
            }
        case .cancelled: break
        case nil, .deferred, .noSuchMailbox, .rejected:
            // Whatever it has said of this mail, the server is there.
            run.withLock { $0 = Run() }
            if relay.setTrouble(nil) { Log.mail.notice("mail is sent again") }
        }
    }
}
