@_spi(Channel) import Desk
import Logging
import Realtime
import Store
import Synchronization
import Telegram

extension DeliveryWorker {
    /// Starts maintenance if no delivery waits, and something has changed or maintenance is due. Returns how long there
    /// is nothing to do, unless something changes or a call in flight ends.
    ///
    /// - Parameter limit: How long until a conversation may have its turn.
    func watch(in group: Int64, atMost limit: Duration?, _ calls: inout DiscardingTaskGroup) -> Duration? {
        let now = ContinuousClock.now
        let busy = progress.withLock { $0.places.timeUntilQuiet(at: now) }
        guard busy <= .zero else { return min(limit ?? busy, busy) }
        let changes = relay.desk.wakes.count(of: .delivery)
        let (isDue, next) = progress.withLock { run in
            guard !run.maintenance.isBusy else { return (false, nil as Duration?) }
            let isDue = run.maintenance.seen != changes || run.maintenance.next.map { $0 <= now } ?? false
            if isDue { run.maintenance = MaintenanceProgress(isBusy: true, next: nil, seen: changes) }
            return (isDue, run.maintenance.next.map { now.duration(to: $0) })
        }
        guard isDue else { return [limit, next].compactMap(\.self).min() }
        calls.addTask { [self] in
            var rest: Duration?
            do {
                rest = try await maintain(in: group)
            } catch {
                Log.telegram.error("the group's looks not kept", metadata: ["error": "\(error)"])
                rest = timings.backoff.longest
            }
            progress.withLock { run in
                run.maintenance.isBusy = false
                run.maintenance.next = rest.map { .now + $0 }
            }
            wake.raise()
        }
        return limit
    }

    /// Does one piece of maintenance: shows in a topic that the visitor is typing, or what its ticket's status is, and
    /// in General who waits for the staff. Messages come first, so it makes no call that one of them may need soon;
    /// and of several changes only the last is shown. Returns how long there is nothing to do: zero if a call was
    /// made, nil until something changes.
    private func maintain(in group: Int64) async throws -> Duration? {
        let isWhole = progress.withLock { $0.budget.available(at: .now) >= $0.budget.burst }
        if isWhole, try await showTyping(in: group) { return .zero }
        let (maintenance, wait) = try nextMaintenance(in: group)
        guard let maintenance else {
            guard isWhole else { return .seconds(1) }
            let rest = try await showBoard(in: group, every: timings.board)
            return [rest, wait].compactMap(\.self).min()
        }
        guard progress.withLock({ Self.isCallLeft(of: $0.budget, at: .now) }) else { return .seconds(1) }
        do {
            try await make(maintenance, in: group)
        } catch let error as TelegramError {
            try await recover(from: error, maintenance, in: group)
            return .zero
        }
        progress.withLock { run in
            run.backoff.succeeded()
            if let ticket = maintenance.ticket { run.topicCooldowns.end(of: ticket) }
        }
        return .zero
    }

    /// Calls of the budget that are reserved for messages.
    private static let reserve = 2

    /// Whether maintenance may make a call. If the budget never has more calls than the reserve, it must be untouched.
    static func isCallLeft(of budget: Budget, at now: ContinuousClock.Instant) -> Bool {
        budget.available(at: now) > min(reserve, budget.burst - 1)
    }

    /// Shows that a visitor is typing, if one is. Whether the call succeeds does not matter.
    private func showTyping(in group: Int64) async throws -> Bool {
        guard let ticket = relay.desk.typingSigns.withLock({ $0.take(of: (share.index, share.count), at: .now) }),
            let thread = try relay.store.read({ try $0.topic(of: ticket, in: group)?.thread })
        else { return false }
        countCall()
        do {
            try await bot.sendChatAction(to: group, thread: thread)
        } catch .rateLimited(let wait) {
            hold(wait + FailurePlan.margin)
        } catch {
            Log.telegram.debug("typing not shown", metadata: ["error": "\(error)"])
        }
        return true
    }
}
