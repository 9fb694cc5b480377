import Domain
import Logging
import Realtime
import Store
import Synchronization
import Telegram

/// What a worker knows about the board.
struct BoardProgress {
    /// What the board says in the group, as far as it is known.
    var shown: WaitingBoard?
    var lastCall: ContinuousClock.Instant?
    /// After a failure, the time before which there is no other attempt.
    var pauseEnd: ContinuousClock.Instant?
    /// When the board was last checked while deliveries were waiting.
    var lastLook: ContinuousClock.Instant?

    /// How long to leave the board alone.
    func rest(_ interval: Duration, at now: ContinuousClock.Instant) -> Duration {
        let end = max(lastCall.map { $0 + interval } ?? now, pauseEnd ?? now)
        return max(.zero, now.duration(to: end))
    }
}

/// The next call for the board.
private enum BoardStep {
    case post, edit(Int64), pin(Int64)

    /// Nil if there is nothing to do. A group in which nobody has ever waited gets no board.
    init?(_ draft: WaitingBoard, shown: WaitingBoard?, kept: Board?) {
        switch kept {
        case nil where draft.isAnyoneWaiting: self = .post
        case nil: return nil
        case let kept? where !kept.isPinned: self = .pin(kept.post)
        case let kept? where shown?.text != draft.text || shown?.entities != draft.entities: self = .edit(kept.post)
        default: return nil
        }
    }
}

extension DeliveryWorker {
    /// Updates the board while Telegram is behind, so that it says so. It is the only maintenance that goes before
    /// deliveries, because otherwise nobody in the group would know of what waits.
    func startLag(in group: Int64, _ calls: inout DiscardingTaskGroup) {
        let now = ContinuousClock.now
        let isDue =
            hasBoard
            && progress.withLock { run in
                guard !run.maintenance.isBusy, run.board.lastLook.map({ $0 + timings.boardWhileBehind <= now }) ?? true
                else {
                    return false
                }
                run.board.lastLook = now
                run.maintenance.isBusy = true
                return true
            }
        guard isDue else { return }
        calls.addTask { [self] in
            do {
                let oldest = try relay.store.read { try $0.deliveryCounts().oldest }
                if let oldest, oldest.duration(to: relay.clock()) >= WaitingBoard.leastLag {
                    _ = try await showBoard(in: group, every: timings.boardWhileBehind)
                }
            } catch {
                Log.telegram.error("board not shown", metadata: ["error": "\(error)"])
            }
            progress.withLock { $0.maintenance.isBusy = false }
            wake.raise()
        }
    }

    /// Updates the post in General that says who waits. It is not essential: after a
    /// failure it is only tried again later.
    ///
    /// - Parameter interval: The least time between two calls.
    /// - Returns: How long there is nothing to do, unless somebody writes. Zero if a call was made, nil if the
    ///   board does not change by itself.
    func showBoard(in group: Int64, every interval: Duration) async throws -> Duration? {
        guard hasBoard else { return nil }
        let (rest, shown) = progress.withLock { ($0.board.rest(interval, at: .now), $0.board.shown) }
        guard rest == .zero else { return rest }
        let clock = WaitClock(relay)
        let (draft, kept) = try relay.store.read { reader in
            let (words, contacts) = (relay.words, relay.contacts)
            return (
                try WaitingBoard(reader, group: group, words: words, contacts: contacts, clock: clock),
                try reader.board(in: group)
            )
        }
        guard let step = BoardStep(draft, shown: shown, kept: kept) else { return draft.changesAfter }
        countCall()
        do {
            try await make(step, draft, in: group)
            if case .pin = step {} else { progress.withLock { $0.board.shown = draft } }
        } catch let error as TelegramError {
            progress.withLock { run in
                run.board.shown = nil
                run.board.pauseEnd = .now + timings.configuration
            }
            try await handle(error, at: step, in: group)
        }
        // The post is pinned at once after it is sent.
        if case .post = step {} else { progress.withLock { $0.board.lastCall = .now } }
        return .zero
    }

    private func make(_ step: BoardStep, _ draft: WaitingBoard, in group: Int64) async throws {
        switch step {
        case .post:
            let post = try await bot.sendMessage(
                to: group, thread: nil, text: draft.text, entities: draft.entities, isSilent: true)
            try await relay.store.write { try $0.setBoard(in: group, post: post.id, isPinned: false) }
        case .edit(let post):
            do {
                _ = try await bot.editMessageText(
                    in: group, message: post, text: draft.text, entities: draft.entities)
            } catch TelegramError.notModified {}
        case .pin(let post):
            try await bot.pinChatMessage(in: group, message: post)
            try await relay.store.write { try $0.setBoard(in: group, post: post, isPinned: true) }
        }
    }

    private func handle(
        _ error: TelegramError, at step: BoardStep, in group: Int64
    ) async throws {
        switch (error, step) {
        case (.rateLimited(let wait), _): hold(wait + FailurePlan.margin)
        case (.migrated(let new), _):
            progress.withLock { $0.board.pauseEnd = nil }
            try await relay.moveGroup(from: group, to: new)
        case (.messageGone, _), (.unchangeable, .edit):
            // Somebody deleted the post, or it belongs to another bot. A new one takes its place.
            progress.withLock { $0.board.pauseEnd = nil }
            try await relay.store.write { try $0.removeBoard(in: group) }
        case (.notSent, _), (.uncertain, _), (.cancelled, _):
            Log.telegram.debug("board not shown", metadata: ["error": "\(error)"])
        case (_, .pin(let post)):
            // If the bot has no right to pin, the post stays unpinned. Further attempts would only fill the log.
            Log.telegram.error("board not pinned", metadata: ["error": "\(error)"])
            progress.withLock { $0.board.pauseEnd = nil }
            try await relay.store.write { try $0.setBoard(in: group, post: post, isPinned: true) }
        default: Log.telegram.error("board not shown", metadata: ["error": "\(error)"])
        }
    }
}
