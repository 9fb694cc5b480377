import Synchronization

/// Caches a site's key set. The set is read again when it is old, and when a token names a key that is not in it. While
/// it can't be read, the last known keys stay in use.
public final class KeyCache: Sendable {
    /// How long keys are used before the set is read again. A key that the site has
    /// withdrawn still works for this time.
    public static let lifetime = Duration.seconds(600)
    /// The least time between two reads, so that invented tokens don't make this program pester the site.
    public static let pause = Duration.seconds(10)

    private struct State {
        var keys: [SigningKey] = []
        var readAt: ContinuousClock.Instant?
        var triedAt: ContinuousClock.Instant?
        var reading: Task<Void, Never>?
    }

    private let state = Mutex(State())
    private let read: @Sendable () async throws(KeySetError) -> [UInt8]
    private let clock: @Sendable () -> ContinuousClock.Instant
    private let onFailure: @Sendable (KeySetError) -> Void

    /// - Parameters:
    ///   - onFailure: Is told of each read that failed.
    ///   - read: Fetches the JSON of the key set. Never called while an earlier call is running.
    public init(
        clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        onFailure: @escaping @Sendable (KeySetError) -> Void = { _ in },
        read: @escaping @Sendable () async throws(KeySetError) -> [UInt8]
    ) {
        self.clock = clock
        self.onFailure = onFailure
        self.read = read
    }

    /// The keys. They are read first if they are older than ``lifetime``.
    public func keys() async -> [SigningKey] {
        let now = clock()
        return await keys(readAgain: state.withLock { $0.readAt.map { now - $0 >= Self.lifetime } ?? true })
    }

    /// The keys, read again unless that was just done.
    public func freshKeys() async -> [SigningKey] { await keys(readAgain: true) }

    private func keys(readAgain: Bool) async -> [SigningKey] {
        let now = clock()
        let reading: Task<Void, Never>? = state.withLock { state in
            guard readAgain, state.reading == nil, state.triedAt.map({ now - $0 >= Self.pause }) ?? true else {
                return readAgain ? state.reading : nil
            }
            state.triedAt = now
            state.reading = Task { await self.update(at: now) }
            return state.reading
        }
        await reading?.value
        return state.withLock { $0.keys }
    }

    private func update(at now: ContinuousClock.Instant) async {
        do throws(KeySetError) {
            let keys = try SigningKey.keys(ofSet: try await read())
            state.withLock { state in
                state.keys = keys
                state.readAt = now
            }
        } catch {
            onFailure(error)
        }
        state.withLock { $0.reading = nil }
    }
}
