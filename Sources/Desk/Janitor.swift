import Domain
import Logging
import Realtime
import Store

/// Removes what nobody needs any more, a little at a time, so that the data folder does not grow for ever.
public struct Janitor: Sendable {
    /// Telegram repeats no update after 24 hours; a week leaves time to look into what went wrong.
    static let updateLifetime = Duration.seconds(7 * 86_400)
    /// Telegram orders nothing between kinds of updates, but it does not keep any for longer.
    static let strayLifetime = Duration.seconds(86_400)
    /// Files that were brought and not sent: a visitor who comes back the next day still has them.
    static let unsentLifetime = Duration.seconds(86_400)
    /// Longer than any code is good.
    static let signInMemory = Duration.seconds(86_400)
    static let interval = Duration.seconds(3600)
    /// Rows removed in one transaction: few enough that nobody who writes has to wait for it.
    static let batch = 500

    let desk: Desk

    public init(desk: Desk) {
        self.desk = desk
    }

    /// Sweeps once an hour until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                Log.support.error("sweep failed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.interval)  // woken early only to end
        }
    }

    func sweep() async throws {
        let now = desk.clock()
        while try await desk.store.write({ try $0.removeExpiredSessions(now: now, limit: Self.batch) }) == Self.batch {}
        while try await desk.store.write({ try $0.removeExpiredStaffSecrets(now: now, limit: Self.batch) })
            >= Self.batch
        {}
        let lastDay = now.advanced(by: .zero - Self.signInMemory)
        _ = try await desk.store.write { try $0.removeSignIns(before: lastDay) }
        let oldest = now.advanced(by: .zero - Self.updateLifetime)
        while try await desk.store.write({
            try $0.removeHandledUpdates(receivedBefore: oldest, limit: Self.batch)
        }) == Self.batch {}
        let yesterday = now.advanced(by: .zero - Self.strayLifetime)
        while try await desk.store.write({
            try $0.removeStrayReactions(before: yesterday, limit: Self.batch)
        }) == Self.batch {}
        while try await desk.store.write({
            try $0.removeEarlyEdits(before: yesterday, limit: Self.batch)
        }) == Self.batch {}
        let unsent = now.advanced(by: .zero - Self.unsentLifetime)
        while try await desk.store.write({ try $0.removeUnsent(before: unsent, limit: Self.batch) }) == Self.batch {}
        try await desk.removeUnusedFiles(batch: Self.batch)
    }
}
