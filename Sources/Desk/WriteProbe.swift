import Domain
import Files
public import Store
import Synchronization

/// Finds out whether the store accepts writes by writing, once for all who ask within a few seconds.
final class WriteProbe: Sendable {
    /// How long a result holds. Anybody may ask, and each probe is a commit.
    static let lifetime = Duration.seconds(5)
    /// After this time those who wait are told that the write did not succeed, though it still may.
    static let patience = Duration.seconds(2)

    private struct State {
        var foundAt: ContinuousClock.Instant?
        var obstacle: StoreError.Obstacle?
        var isWriting = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// What keeps `write` from succeeding; nil if it succeeds.
    func obstacle(to write: @escaping @Sendable () async throws -> Void) async -> StoreError.Obstacle? {
        await withCheckedContinuation { continuation in
            let (isKnown, begins) = state.withLock { state in
                if let foundAt = state.foundAt, foundAt.duration(to: .now) < Self.lifetime { return (true, false) }
                state.waiting.append(continuation)
                defer { state.isWriting = true }
                return (false, !state.isWriting)
            }
            if isKnown { continuation.resume() }
            if begins { Task { await look(write) } }
        }
        return state.withLock(\.obstacle)
    }

    private func look(_ write: @Sendable () async throws -> Void) async {
        // The alarm repeats, since others may begin to wait for the same write.
        let alarm = Task {
            while true {
                try await Task.sleep(for: Self.patience)
                found(.unreachable)
            }
        }
        do {
            try await write()
            alarm.cancel()
            found(nil, isOver: true)
        } catch {
            alarm.cancel()
            found((error as? StoreError)?.obstacle ?? .unreachable, isOver: true)
        }
    }

    private func found(_ obstacle: StoreError.Obstacle?, isOver: Bool = false) {
        let waiting = state.withLock { state in
            state.obstacle = obstacle
            state.foundAt = .now
            if isOver { state.isWriting = false }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension Desk {
    /// With less than this the next commits may find no room.
    private static let leastFreeBytes = 16 << 20

    /// What keeps the store from accepting messages; nil if nothing does. It is found by a real
    /// write, at most every five seconds.
    public func obstacleToWrites() async -> StoreError.Obstacle? {
        if let free = files.freeBytes, free < Self.leastFreeBytes { return .full }
        let (store, now) = (store, clock())
        return await writeProbe.obstacle {
            try await store.write { try $0.setSetting("written_at", to: now.description) }
        }
    }
}
