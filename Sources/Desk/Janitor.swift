import Domain
import Files
import Logging
import Realtime
import Store

/// Removes data that is no longer needed, a little at a time, so that the data folder does not grow for ever.
public struct Janitor: Sendable {
    /// Telegram may deliver updates of different kinds in any order, but keeps none for longer than this.
    static let strayLifetime = Duration.seconds(86_400)
    /// Files that were uploaded and not sent. A browser tries to send a message for 24 hours (`patience` in
    /// `chat/outbox.js`), and when it gives up, the visitor may ask once more; until then the files must be
    /// here. Anybody may upload files. How many bytes wait is bounded by the budgets of the network, of the
    /// user and in total, not by this time.
    static let unsentLifetime = Duration.seconds(26 * 3600)
    /// Longer than any code is valid.
    static let signInMemory = Duration.seconds(86_400)
    /// After half a year without use, a known browser or network is forgotten.
    static let placeMemory = Duration.seconds(180 * 86_400)
    /// How long it is kept what the staff have done, if nothing else is said: a year, and time to look back at its end.
    public static let auditLifetime = Duration.seconds(400 * 86_400)
    /// Longer than ``OpeningTimes/weeksOfWaits``.
    static let waitMemory = Duration.seconds(5 * 7 * 86_400)
    static let interval = Duration.seconds(3600)
    /// Longer than a crash loop takes to restart the program, so that it does not follow a wrong clock step by step.
    static let firstPause = Duration.seconds(300)
    /// How far the believed time moves towards the clock in one sweep. A clock that is half a year ahead is believed
    /// after two weeks. After a server was switched off for a while, nothing is kept for much longer than it should be.
    static let step = Duration.seconds(12 * 3600)
    /// The most rows removed in one transaction: few enough that no other write has to wait for it.
    static let batch = 500

    let desk: Desk
    let auditLifetime: Duration

    public init(desk: Desk, auditLifetime: Duration = Janitor.auditLifetime) {
        self.desk = desk
        self.auditLifetime = auditLifetime
    }

    /// Sweeps once an hour until the task is cancelled.
    public func run() async {
        // In a new folder there is no believed time yet. It begins here; otherwise a jump of the clock before the first
        // sweep would decide what is removed by age.
        do {
            try await desk.store.write { [clock = desk.clock()] in try $0.beginTrusting(clock) }
        } catch {
            Log.support.error("the clock is not believed yet", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.firstPause)  // ends early only if the task is cancelled
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                Log.support.error("sweep failed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.interval)  // ends early only if the task is cancelled
        }
    }

    /// Sweeps once, by the believed time and not by the clock.
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
        let oldest = now.before(days: desk.retention.updates)
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
        let audited = now.advanced(by: .zero - auditLifetime)
        while try await desk.store.write({ try $0.removeAudit(before: audited, limit: Self.batch) }) == Self.batch {}
        let waits = now.advanced(by: .zero - Self.waitMemory)
        while try await desk.store.write({ try $0.removeAnswerTimes(before: waits, limit: Self.batch) }) == Self.batch {
        }
        let unsent = now.advanced(by: .zero - Self.unsentLifetime)
        while try await desk.store.write({ try $0.removeUnsent(before: unsent, limit: Self.batch) }) == Self.batch {}
        while try await desk.store.write({ try $0.removeGoneTopics(before: oldest, limit: Self.batch) }) == Self.batch {
        }
        try await removeOld(now: now)
        try await desk.removeUnusedFiles(batch: Self.batch)
        try await desk.store.write { try $0.noteSweep(now: clock) }
    }

    /// Messages are told that a file has gone, which is more work than to remove a row.
    private static let batchOfFiles = 50
    /// Events that are looked at in one transaction.
    private static let windowOfEvents = 2000

    /// Removes what is older than the settings allow. Nothing is without a setting.
    private func removeOld(now: Timestamp) async throws {
        let (retention, store, files) = (desk.retention, desk.store, desk.files)
        func remove(_ names: [String]) async throws {
            try await desk.onDisk { for name in names { files.remove(name) } }
        }
        if let days = retention.closedTickets {
            let time = now.before(days: days)
            while let names = try await store.write({ try $0.removeClosedTicket(before: time, now: now) }) {
                try await remove(names)
            }
        }
        if let days = retention.files {
            let (time, limit) = (now.before(days: days), Self.batchOfFiles)
            var isMore = true
            while isMore {
                let (count, names) = try await store.write { try $0.emptyFiles(before: time, limit: limit) }
                try await remove(names)
                isMore = count == limit
            }
        }
        try await store.write { try $0.noteEvents(now: now) }
        if let days = retention.events {
            let (time, window) = (now.before(days: days), Self.windowOfEvents)
            while try await store.write({ try $0.removeEvents(before: time, window: window) }) {}
        }
    }
}
