@_spi(Channel) import Desk
import Domain
import Logging
import Store
import Telegram

/// What a call has changed in Telegram.
enum DeliveryEffect {
    case topicCreated(ForumTopic)
    case cardPosted(Int64, Post)
    case posted(Int64, Post)
    case nothing
}

extension DeliveryWorker {
    /// Stores what Telegram has done. While the store fails (its disk is full, for example) it keeps
    /// trying; going on would post again.
    ///
    /// - Throws: An error that the store would return again.
    func record(_ effect: DeliveryEffect, of task: DeliveryTask, in group: Int64) async throws {
        var backoff = Backoff()
        while true {
            do {
                let now = relay.clock()
                try await relay.store.write { try $0.record(effect, of: task, in: group, now: now) }
                if case .posted(_, let post) = effect { Log.delivered(post, of: task.ticket.id) }
                return
            } catch {
                guard !isDone, (error as? StoreError)?.isLasting == false else { throw error }
                Log.telegram.error("delivery not recorded", metadata: ["error": "\(error)"])
                await pause(backoff.failed())
            }
        }
    }
}

extension Log {
    fileprivate static func delivered(_ post: Post, of ticket: TicketID) {
        for message in post.completed.compactMap(\.message) {
            support.info(
                "message delivered", metadata: ["ticket": "\(ticket)", "message": "\(message)", "to": "telegram"])
        }
    }
}

extension Transaction {
    fileprivate func record(
        _ effect: DeliveryEffect, of task: DeliveryTask, in group: Int64, now: Timestamp
    ) throws {
        guard try read.ticket(task.ticket.id) != nil else {
            // It was removed during the call, which has made something more that is to be deleted in the group.
            return switch effect {
            case .topicCreated(let topic): try addErasedTopic(topic.threadID, in: group, of: task.ticket.id, now: now)
            case .cardPosted(let id, _), .posted(let id, _): try addErasedPost(id, in: group, of: task.ticket.id)
            case .nothing: ()
            }
        }
        switch effect {
        case .topicCreated(let topic):
            try settle(task.head)
            if let known = try read.topic(of: task.ticket.id, in: group), known.thread != topic.threadID {
                // An earlier topic turned up while this one was being created.
                return try addStrayTopic(topic.threadID, in: group, of: task.ticket.id)
            }
            // A change of status during the call found no topic to mark as stale, so that is made up for here.
            let status = try read.existing(task.ticket.id).status
            try setTopic(
                of: task.ticket.id, chat: group, thread: topic.threadID, name: topic.name,
                icon: topic.iconCustomEmojiID, isStale: status != task.ticket.status || status == .closed, now: now)
        case .cardPosted(let id, let post):
            try setCard(of: task.ticket.id, post: id)
            try settle(task.head)
            try record(post, as: id, of: task.ticket.id, in: group)
        case .posted(let id, let post):
            try record(post, as: id, of: task.ticket.id, in: group)
        case .nothing:
            try complete(task.head)
        }
    }

    private func record(_ post: Post, as id: Int64, of ticket: TicketID, in group: Int64) throws {
        for line in post.completed + (post.begun.map { [$0] } ?? []) {
            if let message = line.message { try recordPost(id, in: group, of: message, ticket: ticket) }
        }
        for line in post.completed { try complete(line.delivery) }
        if let begun = post.begun { try advance(begun.delivery) }
        if let newest = post.completed.compactMap(\.message).max() { try markDelivered(ticket: ticket, upTo: newest) }
    }
}
