import Domain
import Store

/// A delivery with what the store knows of it, and so what is to be done next.
struct DeliveryTask {
    let delivery: Delivery
    let step: DeliveryStep
    let topic: Topic?
    let card: VisitorCard

    init(_ delivery: Delivery, _ reader: Reader, group: Int64) throws {
        let ticket = try reader.existing(delivery.ticket)
        guard let user = try reader.user(ticket.user), let message = try reader.message(delivery.message, in: ticket.id)
        else { throw DeskError.notFound }
        self.delivery = delivery
        topic = try reader.topic(of: ticket.id, in: group)
        card = VisitorCard(
            ticket: ticket.id, user: user,
            context: try reader.visitorContext(of: user.id) ?? VisitorContext(), openedAt: ticket.createdAt)
        let replyTo = try message.replyTo.flatMap { try reader.post(of: $0, ticket: ticket.id, in: group) }
        step = DeliveryStep(for: delivery, message: message, topic: topic, replyTo: replyTo)
    }
}
