import Glibc
import Synchronization

/// A strict stand-in for the Bot API with one bot in one forum supergroup, for demonstrations and tests: the same
/// limits, the same refusals in the same words, and the same quirks.
///
/// Not simulated: markup languages (`parse_mode`), files by URL, scaling of photos, other chats, other bots' calls.
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
    ///     deliveries go by real time.
    ///   - deliver: Sends updates to the webhook; by default over plain HTTP.
    public init(
        configuration: Configuration = .init(), clock: (@Sendable () -> Int)? = nil, deliver: Deliver? = nil
    ) {
        self.configuration = configuration
        self.clock = clock ?? { Self.milliseconds() }
        self.deliver = deliver ?? HTTPPost().callAsFunction
        state = Mutex(State(group: Group(configuration)))
    }

    /// The group as it is now.
    public var group: Group { state.withLock { $0.group } }

    /// Changes the group: what people in it do, and what goes wrong from now on.
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

    /// Waits for a condition of the group.
    ///
    /// - Returns: Whether it came true, and not the end of the time or of the task.
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
