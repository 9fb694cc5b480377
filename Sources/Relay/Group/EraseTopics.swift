import Domain
import Logging
import Store
import Synchronization
import Telegram

/// What is deleted in the group of a ticket that was removed: its topic with all posts, or if Telegram refuses that, the posts
/// one by one.
enum ErasureCall: Equatable {
    case topic(ErasedTopic)
    case post(ErasedPost)

    var ticket: TicketID {
        switch self {
        case .topic(let topic): topic.ticket
        case .post(let post): post.ticket
        }
    }
}

/// What follows from a failed deletion. Pure, so that every failure can be tested without a network.
enum ErasurePlan: Equatable {
    /// It is not there any more, which is what was wanted.
    case gone
    case wait(Duration)
    case backOff
    /// Somebody has to change the group or the bot's rights: it is tried again, and until then shown with this reason.
    case later(reason: String)
    /// Telegram never deletes it.
    case refused(reason: String)
    case stop

    init(after error: TelegramError) {
        switch error {
        case .cancelled: self = .stop
        case .rateLimited(let wait): self = .wait(wait + FailurePlan.margin)
        case .notSent, .uncertain, .conflict: self = .backOff
        case .topicGone, .messageGone, .notModified: self = .gone
        case .unauthorized, .forbidden, .chatNotFound, .notForum, .missingRights, .chatRefused:
            self = .later(reason: "\(error)")
        default: self = .refused(reason: "\(error)")
        }
    }
}

extension Reader {
    /// The next thing to delete in the group, among those whose tickets `isReady` accepts.
    func nextErasure(
        of share: (index: Int, count: Int), limit: Int, where isReady: (TicketID) -> Bool
    ) throws -> ErasureCall? {
        if let topic = try topicsToDelete(share: share, limit: limit).first(where: { isReady($0.ticket) }) {
            return .topic(topic)
        }
        return try postsToDelete(share: share, limit: limit).first { isReady($0.ticket) }.map(ErasureCall.post)
    }
}

extension DeliveryWorker {
    func delete(_ call: ErasureCall) async throws {
        countCall()
        switch call {
        case .topic(let topic): try await bot.deleteForumTopic(in: topic.chat, thread: topic.thread)
        case .post(let post): try await bot.deleteMessage(in: post.chat, message: post.post)
        }
        try await noteGone(call)
    }

    /// Reacts to a failed deletion. What Telegram said is kept, so that whoever asked for the erasure sees what is left.
    func recover(from error: TelegramError, _ call: ErasureCall) async throws {
        switch ErasurePlan(after: error) {
        case .gone: try await noteGone(call)
        case .wait(let duration): hold(duration)
        case .stop: stop()
        case .backOff:
            let wait = progress.withLock { $0.backoff.failed() }
            restMaintenance(for: wait, and: .erased(call), atMost: timings.backoff.longest)
        case .later(let reason):
            try await note(reason, of: call, isFinal: false)
            let backoff = Backoff(
                first: timings.configuration, longest: timings.configuration * Self.longestTopicRest)
            _ = progress.withLock { $0.topicCooldowns.countFailure(of: call.ticket, backoff: backoff, at: .now) }
        case .refused(let reason):
            try await note(reason, of: call, isFinal: true)
            guard case .topic(let topic) = call else { return }
            // At least its name goes, which says who it was.
            countCall()
            await tidy("erased topic not renamed") { () throws(TelegramError) in
                try await bot.editForumTopic(in: topic.chat, thread: topic.thread, name: "#\(topic.ticket)")
            }
        }
    }

    private func noteGone(_ call: ErasureCall) async throws {
        let now = relay.clock()
        try await relay.store.write { transaction in
            switch call {
            case .topic(let topic): try transaction.erasedTopicIsGone(topic, now: now)
            case .post(let post): try transaction.settle(post, reason: nil)
            }
        }
    }

    private func note(_ reason: String, of call: ErasureCall, isFinal: Bool) async throws {
        let now = relay.clock()
        try await relay.store.write { transaction in
            switch call {
            case .topic(let topic):
                try transaction.erasedTopicStays(topic, reason: reason, isFinal: isFinal, now: now)
            case .post(let post): if isFinal { try transaction.settle(post, reason: reason) }
            }
        }
    }
}
