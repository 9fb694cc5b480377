@_spi(Channel) import Desk
import Domain
import Mail
import Store

/// What an attempt comes to.
enum MailOutcome: Equatable {
    case sent
    case delayed(until: Timestamp)
    case refused(Mail.Refusal, code: Int?)

    init(_ failure: SMTPFailure?, _ task: MailTask, _ timings: MailTimings, now: Timestamp) {
        self.init(
            failure, attempt: task.mail.attempts + 1, age: task.mail.orderedAt.duration(to: now), timings, now: now)
    }

    /// - Parameters:
    ///   - attempt: Counted from 1.
    ///   - age: How long ago the mail was ordered.
    init(_ failure: SMTPFailure?, attempt: Int, age: Duration, _ timings: MailTimings, now: Timestamp) {
        switch failure {
        case nil: self = .sent
        // Not this mail's fault: its turn comes when the server is there again.
        case .unreachable, .misconfigured, .cancelled: self = .delayed(until: now)
        case .deferred(let code):
            self =
                age > timings.patience
                ? .refused(.expired, code: code) : .delayed(until: now.advanced(by: timings.deferral(after: attempt)))
        case .noSuchMailbox(let code): self = .refused(.bounced, code: code)
        case .rejected(let code): self = .refused(.rejected, code: code)
        }
    }
}

extension Transaction {
    func record(_ outcome: MailOutcome, of task: MailTask, now: Timestamp) throws {
        switch outcome {
        case .sent: try endMail(task.mail.id, now: now)
        case .delayed(let time): try delayMail(task.mail.id, until: time)
        case .refused(let reason, let code):
            try refuseMail(task.mail.id, reason, code: code, now: now)
            if reason == .bounced { try stopMail(to: mailHash(of: task.email), .bounced, now: now) }
        }
    }
}
