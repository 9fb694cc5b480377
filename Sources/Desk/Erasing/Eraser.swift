import Domain
import Logging
import Realtime
import Store

/// Erases who was asked to be erased by a program beside the server, and sees to it that nothing of anybody who was erased
/// is left in the data folder: in the search, in free pages, in the logs of the databases, in copies of before an update.
public struct Eraser: Sendable {
    /// How long somebody waits who asks from beside the server: no commit of another program wakes this one.
    public static let interval = Duration.seconds(5)
    /// After a failure, which may have cost the reading and writing of the whole database.
    private static let pause = Duration.seconds(60)
    /// The most people in one step.
    private static let batch = 100

    let desk: Desk

    public init(desk: Desk) {
        self.desk = desk
    }

    /// Works until the task is cancelled.
    public func run() async {
        let wake = desk.wakes.follow(.erasing)
        while !Task.isCancelled {
            do {
                try await step()
                await wake.sleep(atMost: Self.interval)
            } catch {
                Log.support.error("not erased", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.pause)  // ends early only if the task is cancelled
            }
        }
    }

    /// Does all that can be done. What waits for the search is done after it.
    ///
    /// - Parameter isServing: Whether somebody may have to wait meanwhile.
    func step(isServing: Bool = true) async throws {
        for erasure in try unfinished() where erasure.erasedAt == nil { try await desk.erase(erasure.id) }
        let erased = try unfinished().filter { $0.erasedAt != nil }
        guard !erased.isEmpty, try desk.store.read({ try $0.searchRemovals(limit: 1) }).isEmpty,
            try await desk.store.purge(isServing: isServing)
        else { return }
        let now = desk.clock()
        try await desk.store.write { try $0.markPurged(erased, now: now) }
    }

    private func unfinished() throws -> [Erasure] {
        try desk.store.read { try $0.unfinishedErasures(limit: Self.batch) }
    }
}

extension Desk {
    /// Does what ``Eraser`` does, and what it waits for, without a server.
    public func finishErasing() async throws {
        let (indexer, eraser) = (SearchIndexer(desk: self), Eraser(desk: self))
        while try await indexer.step() {}
        try await eraser.step(isServing: false)
    }
}
