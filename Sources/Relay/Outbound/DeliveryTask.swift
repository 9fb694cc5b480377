@_spi(Channel) import Desk
import Domain
import Store
import Words

/// A conversation's turn with what the store knows of it, and so what is to be done next.
struct DeliveryTask {
    /// Lines looked at for one post: more hardly ever fit into one.
    static let mergeLimit = 100
    /// Messages that a new topic repeats from the one that was lost.
    static let digestLength = 10

    let head: Delivery
    let ticket: Ticket
    let step: DeliveryStep
    let topic: Topic?
    let card: VisitorCard

    /// What the step posts, or would make possible: what shares the fate of the call.
    var attempted: [Delivery] {
        guard case .post(let post, _) = step else { return [head] }
        return (post.completed + (post.begun.map { [$0] } ?? [])).map(\.delivery)
    }

    /// Whether lines share a post, with each other or with the card.
    var isMerged: Bool {
        switch step {
        case .post(let post, _): post.completed.count > 1
        case .postCard(let post, _): !post.completed.isEmpty
        case .createTopic, .finish: false
        }
    }

    /// Whether it is a file's post.
    var isFile: Bool {
        if case .post(let post, _) = step { post.file != nil } else { false }
    }

    /// - Parameter deliveries: what waits of the conversation, in order; at least one.
    /// - Throws: ``DeskError/notFound`` if what the first delivery is about is gone.
    init(_ deliveries: [Delivery], _ reader: Reader, group: Int64, words: TeamWords, isBehind: Bool) throws {
        guard let head = deliveries.first else { throw DeskError.notFound }
        self.head = head
        ticket = try reader.existing(head.ticket)
        topic = try reader.topic(of: ticket.id, in: group)
        var lines = [try Line(head, reader, group: group, words: words)]
        for delivery in deliveries.dropFirst().prefix(isBehind ? Self.mergeLimit : 0) {
            guard let line = try? Line(delivery, reader, group: group, words: words) else { break }
            lines.append(line)
        }
        var earlier: [Message] = []
        if topic?.hasCard == false, try reader.hasPosts(ticket.id) {
            // Whatever waits is posted after the card, and so is not repeated in it.
            let before = deliveries.lazy.compactMap(\.message).first
            earlier = try reader.history(of: ticket.id, before: before, limit: Self.digestLength).messages
        }
        card = try VisitorCard(of: ticket, reader, words, earlier: earlier)
        step = DeliveryStep(lines: lines, card: card, topic: topic, isBehind: isBehind, time: clockTime)
    }
}
