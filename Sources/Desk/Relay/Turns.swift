import Domain
import Store

/// Which conversation posts next while several wait for the group's budget.
///
/// First contacts and conversations that have a topic take turns in alternation, so that neither keeps the other
/// waiting; among themselves they go in the order in which they began to wait. Who has had a turn and still has
/// something to say goes to the end of the queue.
struct Turns {
    /// What waits of one conversation, in order.
    struct Candidate: Equatable {
        let deliveries: [Delivery]
        let isFirstContact: Bool

        var ticket: TicketID? { deliveries.first?.ticket }
    }

    private var wasFirstContact = false
    private var count = 0
    /// Where those who had a turn queue now. Holds only those that still wait.
    private var places: [TicketID: Place] = [:]

    /// Behind a delivery; of those who queue behind the same one, in the order of their turns.
    private struct Place {
        var behind: Int64
        var turn = 0

        static func < (left: Self, right: Self) -> Bool {
            (left.behind, left.turn) < (right.behind, right.turn)
        }
    }

    /// Whose turn it is: the same until that turn is finished, as long as nothing else begins to wait.
    func next(of waiting: [WaitingDelivery]) -> Candidate? {
        let candidates = Dictionary(grouping: waiting, by: \.delivery.ticket).values.map { rows in
            Candidate(deliveries: rows.map(\.delivery), isFirstContact: rows.first?.hasTopic == false)
        }
        func first(among kind: Bool) -> Candidate? {
            candidates.filter { $0.isFirstContact == kind }.min { place(of: $0) < place(of: $1) }
        }
        return first(among: !wasFirstContact) ?? first(among: wasFirstContact)
    }

    /// The conversation has posted, so others are next. A first contact's turn is the topic and the post with the card.
    mutating func finish(_ turn: Candidate, of waiting: [WaitingDelivery]) {
        wasFirstContact = turn.isFirstContact
        let stillWaiting = Set(waiting.map(\.delivery.ticket))
        places = places.filter { stillWaiting.contains($0.key) }
        count += 1
        if let ticket = turn.ticket, let newest = waiting.last?.delivery.id {
            places[ticket] = Place(behind: newest, turn: count)
        }
    }

    private func place(of candidate: Candidate) -> Place {
        candidate.ticket.flatMap { places[$0] } ?? Place(behind: candidate.deliveries.first?.id ?? .max)
    }
}
