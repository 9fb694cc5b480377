import Domain

/// What the writer knows of how much waits for Telegram. To count goes through as many rows as wait, so it is done only when
/// the answer may have changed.
struct DeliveryBacklog {
    /// Whose lines wait.
    enum Owner: Hashable {
        case user(UserID)
        case network(Int64)
    }

    /// Owners about whom something is known. Past it all are forgotten, and counted anew when they write again.
    private static let limit = 10_000

    var crowding = Crowding()
    /// No more lines of an owner wait than this: what was counted, and what the owner has added since. What the staff say is
    /// not the owner's.
    private var most: [Owner: Int] = [:]
    /// No fewer lines of an owner wait than this, as long as nothing goes.
    private var least: [Owner: Int] = [:]
    /// The deliveries at the ends of conversations that stand for more than one message, as long as nothing goes or follows.
    private var digests: [TicketID: Int64] = [:]

    /// Whether as many lines of the owner wait as may.
    ///
    /// - Parameter count: Counts them, up to the limit.
    mutating func isFull(_ owner: Owner, limit: Int, count: () throws -> Int) rethrows -> Bool {
        if let most = most[owner], most < limit { return false }
        if let least = least[owner], least >= limit { return true }
        let lines = try count()
        if most.count + least.count >= Self.limit { forget() }
        most[owner] = lines < limit ? lines : nil
        least[owner] = lines
        return lines >= limit
    }

    /// One more line waits.
    mutating func added(to ticket: TicketID, by owners: [Owner]) {
        crowding.added()
        digests[ticket] = nil
        for owner in owners { most[owner]? += 1 }
    }

    /// The delivery that one more message of the conversation can be added to, if that is known.
    func digest(of ticket: TicketID) -> Int64? { digests[ticket] }

    mutating func endsWithDigest(_ ticket: TicketID, _ delivery: Int64) {
        if digests.count >= Self.limit { digests.removeAll() }
        digests[ticket] = delivery
    }

    /// Some of what waited does not any more.
    mutating func left() {
        least.removeAll(keepingCapacity: true)
        digests.removeAll(keepingCapacity: true)
    }

    /// More may wait of somebody than they have added.
    mutating func forget() {
        most.removeAll()
        left()
    }
}
