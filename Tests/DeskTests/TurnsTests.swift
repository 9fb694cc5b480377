import Domain
import Store
import Telegram
import TestSupport
import Testing

@testable import Desk

@Suite struct TurnsTests {
    func row(_ id: Int64, _ ticket: Int64, hasTopic: Bool = true) -> WaitingDelivery {
        WaitingDelivery(
            delivery: Delivery(
                id: id, ticket: TicketID(rawValue: ticket), content: .message(MessageID(rawValue: id))),
            hasTopic: hasTopic)
    }

    /// Plays until nothing waits; each turn shows one line. Returns the tickets in the order of their turns.
    func order(_ rows: [WaitingDelivery]) -> [Int64] {
        var (turns, rows, order) = (Turns(), rows, [Int64]())
        while let turn = turns.next(of: rows), let ticket = turn.ticket {
            turns.finish(turn, of: rows)
            order.append(ticket.rawValue)
            rows.removeAll { $0.delivery.id == turn.deliveries.first?.id }
        }
        return order
    }

    @Test func nobody_hasATurn_whenNothingWaits() {
        #expect(Turns().next(of: []) == nil)
    }

    @Test func whoWaitsLongest_isFirst_andWhoHadATurn_isLast() {
        #expect(order([row(1, 7), row(2, 7), row(3, 7), row(4, 8), row(5, 9)]) == [7, 8, 9, 7, 7])
    }

    @Test func firstContacts_andOthers_alternate() {
        let rows = [
            row(1, 1), row(2, 2), row(3, 3), row(4, 11, hasTopic: false), row(5, 12, hasTopic: false),
            row(6, 13, hasTopic: false),
        ]
        #expect(order(rows) == [11, 1, 12, 2, 13, 3])
    }

    @Test func turn_isKept_untilItIsFinished() {
        let turns = Turns()
        let rows = [row(1, 1), row(2, 2, hasTopic: false), row(3, 3, hasTopic: false)]
        #expect(turns.next(of: rows)?.ticket == TicketID(rawValue: 2))
        #expect(turns.next(of: rows + [row(4, 4, hasTopic: false)])?.ticket == TicketID(rawValue: 2))
    }
}
