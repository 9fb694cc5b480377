public import Domain

/// How much of one user and of one network may wait for Telegram. What exceeds it stands in the panel, and the topic is
/// told its number; nothing is refused.
struct DeliveryQuotas {
    /// Lines of one user, all their conversations together.
    let ofUser: Int
    /// Lines of one network: an office or a carrier's customers behind one address have many people who write.
    let ofNetwork: Int
    /// Conversations of one network that wait for their topics; the others wait in the panel until these are made.
    let firstContacts: Int

    static let calm = DeliveryQuotas(ofUser: 200, ofNetwork: 600, firstContacts: 100)
    /// While so much waits at the whole site that each post is a minute's wait for somebody.
    static let crowded = DeliveryQuotas(ofUser: 20, ofNetwork: 80, firstContacts: 10)
    /// Lines of the whole site from which on it is crowded: what 300 people who write at once have is far below.
    static let crowd = 4000
    /// Tickets of one user whose lines are counted, the newest.
    static let ticketsOfUser = 50
}

/// Whether the whole site is crowded. To count goes through thousands of rows, so it is done only when the answer may have
/// changed: a calm site gets no fuller than by the lines that are added to it.
struct Crowding {
    /// After how many lines a crowded site is counted again.
    private static let patience = 100

    private var isCrowded = false
    private var linesUntilCount = 0

    mutating func added() { linesUntilCount -= 1 }

    mutating func quotas(_ reader: Reader) throws -> DeliveryQuotas {
        if linesUntilCount <= 0 {
            let lines = try reader.lines(limit: DeliveryQuotas.crowd + 1)
            isCrowded = lines > DeliveryQuotas.crowd
            linesUntilCount = isCrowded ? Self.patience : DeliveryQuotas.crowd + 1 - lines
        }
        return isCrowded ? .crowded : .calm
    }
}

extension Reader {
    /// Lines of the whole site that go.
    fileprivate func lines(limit: Int) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM (SELECT 1 FROM deliveries INDEXED BY deliveries_by_ticket WHERE parked = 0 LIMIT ?)
            """, limit
        ) { try $0[0] } ?? 0
    }

    // What a ban has parked takes nobody's place: it waits for the end of the ban, which may never come.

    /// How what waits of a ticket is parked. Nil if nothing waits.
    fileprivate func parking(of ticket: TicketID) throws -> Parking? {
        // Two searches: for `parked IN (0, 1)` SQLite fills a temporary table each time, which costs more than both.
        try connection.first(
            """
            SELECT EXISTS (SELECT 1 FROM deliveries WHERE parked = 1 AND ticket_id = ?1),
                EXISTS (SELECT 1 FROM deliveries WHERE parked = 0 AND ticket_id = ?1)
            """, ticket
        ) { row in
            let (isForBudget, goes) = (try row[0] as Bool, try row[1] as Bool)
            return isForBudget ? .untilBudget : goes ? Parking.none : nil
        } ?? nil
    }

    /// The delivery at the end of what waits of a ticket, if it stands for more than one message.
    fileprivate func digest(of ticket: TicketID) throws -> Int64? {
        let last = try connection.first(
            """
            SELECT id, more FROM deliveries WHERE parked IN (0, 1) AND ticket_id = ? ORDER BY id DESC LIMIT 1
            """, ticket
        ) { row in (id: try row[0] as Int64, more: try row[1] as Int) }
        return last.flatMap { $0.more > 0 ? $0.id : nil }
    }

    /// Lines of a ticket that wait, be it for its network's allowance.
    fileprivate func lines(of ticket: TicketID, limit: Int) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE parked IN (0, 1) AND ticket_id = ? LIMIT ?)", ticket,
            limit
        ) { try $0[0] } ?? 0
    }

    fileprivate func lines(of user: UserID, limit: Int) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM (SELECT 1 FROM (SELECT id FROM tickets WHERE user_id = ? ORDER BY id DESC LIMIT ?) k
                CROSS JOIN deliveries d ON d.parked IN (0, 1) AND d.ticket_id = k.id LIMIT ?)
            """, user, DeliveryQuotas.ticketsOfUser, limit
        ) { try $0[0] } ?? 0
    }

    fileprivate func lines(of network: Int64, limit: Int) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE network = ? AND parked IN (0, 1) LIMIT ?)", network,
            limit
        ) { try $0[0] } ?? 0
    }

    /// Conversations of a network that wait for their topic, `limit` at most.
    fileprivate func firstContacts(of network: Int64, limit: Int) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM (SELECT DISTINCT d.ticket_id FROM deliveries d
                WHERE d.network = ? AND d.parked = 0
                    AND NOT EXISTS (SELECT 1 FROM topics t WHERE t.ticket_id = d.ticket_id) LIMIT ?)
            """, network, limit
        ) { try $0[0] } ?? 0
    }

    fileprivate func isAnswered(_ ticket: TicketID) throws -> Bool {
        try connection.first("SELECT answered_at IS NOT NULL FROM tickets WHERE id = ?", ticket) { try $0[0] } ?? false
    }

    /// Whether a topic has been made for the ticket, in whichever group.
    public func hasTopic(_ ticket: TicketID) throws -> Bool {
        try connection.first("SELECT 1 FROM topics WHERE ticket_id = ?", ticket) { _ in true } ?? false
    }
}

extension Transaction {
    /// Whether one more line of a visitor's exceeds what may wait.
    private func isTooMuch(_ ticket: TicketID, of user: UserID, from network: Int64?) throws -> Bool {
        let few = DeliveryQuotas.crowded
        guard
            try isFull(user, few.ofUser) || network.map({ try isFull(network: $0, few.ofNetwork) }) ?? false
        else { return false }
        let most = try backlog.crowding.quotas(read)
        if try isFull(user, most.ofUser) { return true }
        // With whom the staff talk, that person is known: a flood beside them is not theirs.
        return try network.map { try isFull(network: $0, most.ofNetwork) } ?? false && !read.isAnswered(ticket)
    }

    private func isFull(_ user: UserID, _ limit: Int) throws -> Bool {
        try backlog.isFull(.user(user), limit: limit) { try read.lines(of: user, limit: limit) }
    }

    private func isFull(network: Int64, _ limit: Int) throws -> Bool {
        try backlog.isFull(.network(network), limit: limit) { try read.lines(of: network, limit: limit) }
    }

    /// Whether the network may have another topic soon.
    func isRoomForContact(of network: Int64) throws -> Bool {
        let few = DeliveryQuotas.crowded.firstContacts
        guard try read.firstContacts(of: network, limit: few) >= few else { return true }
        let most = try backlog.crowding.quotas(read).firstContacts
        return try read.firstContacts(of: network, limit: most) < most
    }
}

extension Transaction {
    /// Telegram must be told of this message, which no visitor has caused.
    public func enqueueDelivery(of message: Message) throws {
        // Whom the staff answer is nobody who must wait for a network's allowance.
        if message.author == .agent { try unpark(message.ticket) }
        try insert(message, network: nil, parking: .none)
        backlog.added(to: message.ticket, by: [])
    }

    /// Telegram must be told of this message of a visitor's, or of what the program has answered it: that goes where it went.
    ///
    /// - Parameter network: where it came from, hashed with a key; nil if that is not known.
    public func enqueueDelivery(of message: Message, by user: UserID, from network: Int64?) throws {
        let ticket = message.ticket
        let owners = [.user(user)] + (network.map { [DeliveryBacklog.Owner.network($0)] } ?? [])
        guard let parking = try read.parking(of: ticket) else {
            // Of every conversation one line goes, or nobody would see that there is one.
            let mayGo = try network.map { try isRoomForContact(of: $0) || read.hasTopic(ticket) } ?? true
            try insert(message, network: network, parking: mayGo ? .none : .untilBudget)
            return backlog.added(to: ticket, by: owners)
        }
        guard try isTooMuch(ticket, of: user, from: network) else {
            try insert(message, network: network, parking: parking)
            return backlog.added(to: ticket, by: owners)
        }
        if let digest = try backlog.digest(of: ticket) ?? read.digest(of: ticket) {
            notice.requested.insert(.delivery)
            try connection.execute(
                "UPDATE deliveries SET more = more + 1, message_id = ? WHERE id = ?", message.id, digest)
            backlog.endsWithDigest(ticket, digest)
        } else {
            try insert(message, network: network, parking: parking, more: 1)
            backlog.added(to: ticket, by: owners)
        }
    }

    private func insert(_ message: Message, network: Int64?, parking: Parking, more: Int = 0) throws {
        notice.requested.insert(.delivery)
        try connection.execute(
            "INSERT INTO deliveries (ticket_id, message_id, network, parked, more) VALUES (?, ?, ?, ?, ?)",
            message.ticket, message.id, network, parking.rawValue, more)
    }

    /// A line of the program's own for the ticket's topic. No visitor sees it.
    public func enqueueNotice(_ text: String, ticket: TicketID) throws {
        try insertNotice(text, ticket: ticket, network: nil)
    }

    private func insertNotice(_ text: String, ticket: TicketID, network: Int64?) throws {
        let isForBudget = try read.parking(of: ticket) == .untilBudget
        try connection.execute(
            "INSERT INTO deliveries (ticket_id, notice, network, parked) VALUES (?, ?, ?, ?)", ticket, text, network,
            (isForBudget ? Parking.untilBudget : .none).rawValue)
        backlog.added(to: ticket, by: network.map { [.network($0)] } ?? [])
        notice.requested.insert(.delivery)
    }

    /// The same of what somebody did who may do it without end. No topic is made for it, and where lines enough wait it is
    /// left out: the topic's icon and lock tell it too.
    ///
    /// - Parameter network: whose turn it takes, as with what a visitor writes.
    public func enqueuePassingNotice(_ text: String, ticket: TicketID, from network: Int64? = nil) throws {
        let crowded = DeliveryQuotas.crowded
        let lines = try read.lines(of: ticket, limit: crowded.ofUser)
        guard try lines < crowded.ofUser && (lines > 0 || read.hasTopic(ticket)) else { return }
        let ofNetwork = try network.map { try read.lines(of: $0, limit: crowded.ofNetwork) } ?? 0
        guard ofNetwork < crowded.ofNetwork else { return }
        try insertNotice(text, ticket: ticket, network: network)
    }
}
