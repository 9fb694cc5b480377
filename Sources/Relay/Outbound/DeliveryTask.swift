@_spi(Channel) import Desk
import Domain
import Store
import Words

/// What the store knows about a conversation whose turn it is, and the step that follows from it.
struct DeliveryTask {
    /// The most lines considered for one post; more hardly ever fit.
    static let mergeLimit = 100
    /// The number of messages that a new topic repeats from the lost one.
    static let digestLength = 10

    let head: Delivery
    let ticket: Ticket
    let step: DeliveryStep
    let topic: Topic?
    let card: VisitorCard

    /// The deliveries that succeed or fail with the call: those that the step posts, or the
    /// first one, which it makes possible.
    var attempted: [Delivery] {
        guard case .post(let post, _) = step else { return [head] }
        return (post.completed + (post.begun.map { [$0] } ?? [])).map(\.delivery)
    }

    /// Whether lines share a post with each other or with the card.
    var isMerged: Bool {
        switch step {
        case .post(let post, _): post.completed.count > 1
        case .postCard(let post, _): !post.completed.isEmpty
        case .createTopic, .finish: false
        }
    }

    /// What its call takes a place among.
    var kind: CallPlaces.Kind {
        switch step {
        case .createTopic: .topic
        case .post(let post, _): post.file != nil ? .file : .line
        case .postCard, .finish: .line
        }
    }

    /// - Parameter deliveries: The conversation's waiting deliveries in order; at least one.
    /// - Throws: ``DeskError/notFound`` if what the first delivery is about is gone.
    init(
        _ deliveries: [Delivery], _ reader: Reader, group: Int64, words: TeamWords, contacts: Contacts = .shown,
        isBehind: Bool
    ) throws {
        guard let head = deliveries.first else { throw DeskError.notFound }
        self.head = head
        ticket = try reader.existing(head.ticket)
        topic = try reader.topic(of: ticket.id, in: group)
        var lines = [try Line(head, reader, group: group, words: words, contacts: contacts)]
        for delivery in deliveries.dropFirst().prefix(isBehind ? Self.mergeLimit : 0) {
            let line = try? Line(delivery, reader, group: group, words: words, contacts: contacts)
            guard let line else { break }
            lines.append(line)
        }
        var earlier: [Message] = []
        if topic?.hasCard == false, try reader.hasPosts(ticket.id) {
            // Lines that wait are posted after the card, so the card does not repeat them.
            let before = deliveries.lazy.compactMap(\.message).first
            earlier = try reader.history(of: ticket.id, before: before, limit: Self.digestLength).messages
        }
        card = try VisitorCard(of: ticket, reader, words, contacts, earlier: earlier)
        step = DeliveryStep(lines: lines, card: card, topic: topic, isBehind: isBehind, time: clockTime)
    }
}
