import Domain
import Logging
import Metrics
import Store
import Synchronization

/// How many refused sign-ins the audit log has yet to tell. Anybody may cause one, so not each has a row of its own: a few
/// are noted as they come, and of a crowd one row in a minute says how many there were.
struct RefusalTally {
    /// More than people mistype.
    static let burst = 30
    static let interval = Duration.seconds(60)

    private var credit = burst
    private var earnedAt: Timestamp?
    private var untold = 0

    /// Counts one. Returns how many a row has to tell of, or nil if it is to wait for a later one.
    mutating func add(at now: Timestamp) -> Int? {
        untold += 1
        let since = earnedAt.map { $0.duration(to: now) } ?? .zero
        let earned = max(0, Int(clamping: since.components.seconds / Self.interval.components.seconds))
        credit = min(Self.burst, credit + min(earned, Self.burst))
        if earnedAt == nil || earned > 0 || since < .zero { earnedAt = now }
        guard credit > 0 else { return nil }
        credit -= 1
        defer { untold = 0 }
        return untold
    }
}

extension Desk {
    /// Signs somebody in, and counts how it ended.
    ///
    /// - Parameter agent: Whose account it is for; nil if there is no such account, or it isn't known.
    func counted(
        _ agent: AgentID? = nil, from visit: Visit, _ signIn: () async throws -> SignedIn
    ) async throws -> SignedIn {
        do {
            let entered = try await signIn()
            counts.signIns.add(to: .done)
            return entered
        } catch let error as DeskError {
            // Whoever is asked for a code has been right until then.
            if error == .signInRefused || error == .codeVoid {
                counts.signIns.add(to: .refused)
                await noteRefusal(agent, from: visit)
            }
            throw error
        }
    }

    /// Nothing that was typed is kept: it may be a password.
    private func noteRefusal(_ agent: AgentID?, from visit: Visit) async {
        let now = clock()
        guard let count = refusals.withLock({ $0.add(at: now) }) else { return }
        let actor = StaffActor(.unknown, on: .panel, from: visit.address)
        do {
            try await store.write { transaction in
                let account = try agent.flatMap { try transaction.read.account($0) }
                try transaction.audit(
                    .signInRefused, of: account.map { .agent($0.agent) }, count: count, by: actor, now: now)
            }
        } catch {
            Log.staff.error("a refused sign-in is not in the audit log", metadata: ["error": "\(error)"])
        }
    }
}
