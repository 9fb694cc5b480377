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
    /// Files that were brought and not sent. A browser's queue tries a message for 24 hours (`patience` in
    /// `chat/outbox.js`), and the visitor may ask once more when it gives up: until then its files must be here. Anybody may
    /// bring files; how many bytes wait is bounded by the budgets of the network, the user and all, not by this.
    static let unsentLifetime = Duration.seconds(26 * 3600)
    /// Longer than any code is good.
    static let signInMemory = Duration.seconds(86_400)
    /// After half a year without use a browser or network is as strange as any other.
    static let placeMemory = Duration.seconds(180 * 86_400)
    static let interval = Duration.seconds(3600)
    /// A program that is started over and over does not follow a wrong clock step by step.
    static let firstPause = Duration.seconds(300)
    /// How far the clock is followed between two sweeps. One that is half a year ahead takes two weeks to be believed, and
    /// after a holiday of the server's nothing is kept for much longer than it should.
    static let step = Duration.seconds(12 * 3600)
    /// Rows removed in one transaction: few enough that nobody who writes has to wait for it.
    static let batch = 500

    let desk: Desk

    public init(desk: Desk) {
        self.desk = desk
    }

    /// Sweeps once an hour until the task is cancelled.
    public func run() async {
        // In a new folder nothing has been believed yet, and what is removed by age would be by any jump until the first look.
        do {
            try await desk.store.write { [clock = desk.clock()] in try $0.beginTrusting(clock) }
        } catch {
            Log.support.error("the clock is not believed yet", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.firstPause)  // woken early only to end
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                Log.support.error("sweep failed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.interval)  // woken early only to end
        }
    }

    /// One sweep. By the time that is believed, whatever the clock says.
    func sweep() async throws {
        let clock = desk.clock()
        let now = try await desk.store.write { try $0.trustedTime(now: clock, step: Self.step) }
        if desk.signals.set(.clockAhead, now < clock), now < clock {
            Log.support.error("the clock jumped ahead", metadata: ["clock": "\(clock)", "believed": "\(now)"])
        }
        while try await desk.store.write({ try $0.removeExpiredSessions(now: now, limit: Self.batch) }) == Self.batch {}
        let places = now.advanced(by: .zero - Self.placeMemory)
        while try await desk.store.write({
            try $0.removeExpiredStaffSecrets(now: now, places: places, limit: Self.batch)
        }) >= Self.batch {}
        let lastDay = now.advanced(by: .zero - Self.signInMemory)
        _ = try await desk.store.write { try $0.removeSignIns(before: lastDay) }
        let oldest = now.advanced(by: .zero - Self.updateLifetime)
        while try await desk.store.write({
            try $0.removeHandledUpdates(receivedBefore: oldest, limit: Self.batch)
        }) == Self.batch {}
        while try await desk.store.write({ try $0.removeOldPosts(before: oldest, limit: Self.batch) }) >= Self.batch {}
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
