@_spi(Channel) import Desk
import Logging
import Realtime
import Store
import Synchronization
import Telegram

extension DeliveryWorker {
    /// What is done while nobody waits, if something has changed or its time has come. Returns how long nothing is to be
    /// done, unless something changes or what is under way ends.
    ///
    /// - Parameter limit: until somebody may have a turn.
    func watch(in group: Int64, atMost limit: Duration?, _ calls: inout DiscardingTaskGroup) -> Duration? {
        let now = ContinuousClock.now
        let unrest = progress.withLock { $0.unrest(at: now) }
        guard unrest <= .zero else { return min(limit ?? unrest, unrest) }
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

    /// Topics show who is writing, and what their tickets are, and a post in General who waits for the staff. It is only
    /// for the eye, so it takes no call that a message may need soon; and of several changes only the last is shown.
    /// Returns how long it needs nothing; zero if a call was made, nil until something changes.
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

    /// Calls that are left to messages.
    private static let reserve = 2

    /// Whether a call may be made for the eye: of a budget that never has more calls than the reserve, the whole of it.
    static func isCallLeft(of budget: Budget, at now: ContinuousClock.Instant) -> Bool {
        budget.available(at: now) > min(reserve, budget.burst - 1)
    }

    /// Shows that a visitor is writing, if one is. Whether it succeeds does not matter.
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
