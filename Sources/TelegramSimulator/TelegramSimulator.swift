import Glibc
import Synchronization

/// A strict simulator of the Bot API with one or several bots in one forum supergroup, for demonstrations and tests. It
/// has the same limits, the same refusals in the same words, and the same quirks.
///
/// Not simulated: markup languages (`parse_mode`), files by URL, scaling of photos, other chats,
/// and updates for more than one bot.
public final class TelegramSimulator: Sendable {
    public let configuration: Configuration
    let deliver: Deliver
    private let clock: @Sendable () -> Int
    private let state: Mutex<State>

    private struct State {
        var group: Group
        var waiting: [Int: Waiter] = [:]
        var lastWaiter = 0
    }

    private struct Waiter: Sendable {
        let condition: @Sendable (Group) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
        var alarm: Task<Void, Never>?
    }

    /// - Parameters:
    ///   - clock: The time in Unix milliseconds, by which messages are dated and calls counted. Waiting calls and
    ///     deliveries use real time.
    ///   - deliver: Sends updates to the webhook; by default over plain HTTP.
    public init(
        configuration: Configuration = .init(), clock: (@Sendable () -> Int)? = nil, deliver: Deliver? = nil
    ) {
        self.configuration = configuration
        self.clock = clock ?? { Self.milliseconds() }
        self.deliver = deliver ?? HTTPPost().callAsFunction
        state = Mutex(State(group: Group(configuration)))
    }

    /// The group in its present state.
    public var group: Group { state.withLock { $0.group } }

    /// Changes the group: something that people in it do, or a fault that begins.
    @discardableResult
    public func change<Result: Sendable, Failure: Error>(
        _ body: (inout Group) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (result, woken) = try state.withLock { state throws(Failure) in
            state.group.now = clock()
            let result = try body(&state.group)
            let met = state.waiting.filter { $0.value.condition(state.group) }
            for id in met.keys { state.waiting[id] = nil }
            return (result, Array(met.values))
        }
        for waiter in woken { Self.resume(waiter, true) }
        return result
    }

    /// Waits until a condition of the group is true.
    ///
    /// - Returns: Whether it became true before the time was over or the task was cancelled.
    @discardableResult
    public func wait(atMost limit: Duration? = nil, until condition: @escaping @Sendable (Group) -> Bool) async -> Bool
    {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome: Bool? = state.withLock { state in
                    if condition(state.group) { return true }
                    if Task.isCancelled { return false }
                    state.waiting[id] = Waiter(condition: condition, continuation: continuation)
                    return nil
                }
                if let outcome { return continuation.resume(returning: outcome) }
                if let limit { setAlarm(limit, for: id) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func setAlarm(_ limit: Duration, for id: Int) {
        let alarm = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            giveUp(id)
        }
        let isWaiting = state.withLock { state in
            state.waiting[id]?.alarm = alarm
            return state.waiting[id] != nil
        }
        if !isWaiting { alarm.cancel() }
    }

    private func giveUp(_ id: Int) {
        if let waiter = state.withLock({ $0.waiting.removeValue(forKey: id) }) { Self.resume(waiter, false) }
    }

    private static func resume(_ waiter: Waiter, _ outcome: Bool) {
        waiter.alarm?.cancel()
        waiter.continuation.resume(returning: outcome)
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
