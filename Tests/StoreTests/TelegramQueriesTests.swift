import Domain
import Store
import Testing

/// The queries of the relay: updates, the outbox, topics.
@Suite struct TelegramQueriesTests {
    @Test func update_isClaimedOnce_howeverOftenItIsStored() async throws {
        let fixture = try StoreFixture()
        let update = StoredUpdate(id: 7, body: Array("{}".utf8))
        try await fixture.store.write { try $0.store([update, update], now: .now()) }
        try await fixture.store.write { try $0.store([update], now: .now()) }
        #expect(try fixture.store.read { try $0.waitingUpdates(limit: 10) } == [update])
        #expect(try await fixture.store.write { try $0.claim(update, now: .now()) })
        #expect(try await fixture.store.write { try $0.claim(update, now: .now()) } == false)
        try await fixture.store.write { try $0.store([update], now: .now()) }
        #expect(try fixture.store.read { try $0.waitingUpdates(limit: 10) }.isEmpty)
    }

    @Test func outbox_isWorkedOffInOrder_andAFailedRowHoldsUpNobody() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let messages = [try await fixture.post("1", in: chat), try await fixture.post("2", in: chat)]
        try await fixture.store.write { transaction in
            for message in messages { try transaction.enqueueDelivery(of: message) }
            try transaction.enqueueNotice("a line", ticket: chat.ticket)
        }
        func waiting() throws -> [Delivery] {
            try fixture.store.read { try $0.deliveries(of: chat.ticket, limit: 10) }
        }
        let first = try #require(try waiting().first)
        #expect(
            try waiting().map(\.content) == [.message(messages[0].id), .message(messages[1].id), .notice("a line")])
        try await fixture.store.write { try $0.markUncertain(first) }
        #expect(try waiting().first?.uncertainAttempts == 1)
        try await fixture.store.write { try $0.advance(first) }
        #expect(try waiting().first?.postsSent == 1)
        #expect(try waiting().first?.uncertainAttempts == 0)
        try await fixture.store.write { try $0.fail(first, reason: "refused", now: .now()) }
        let counts = try fixture.store.read { try $0.deliveryCounts() }
        #expect(counts.waiting == 2 && counts.failed == 1 && counts.oldest == messages[1].createdAt)
        let rest = try waiting()
        try await fixture.store.write { for delivery in rest { try $0.complete(delivery) } }
        #expect(try waiting().isEmpty)
    }

    @Test func outbox_isShared_byTheNumberOfTheTicket() async throws {
        let fixture = try StoreFixture()
        for _ in 0..<4 {
            let chat = try await fixture.chat()
            try await fixture.store.write { try $0.enqueueNotice("x", ticket: chat.ticket) }
        }
        let shares = try (0..<2).map { index in
            try fixture.store.read {
                try $0.waitingConversations(in: -1, share: (index, 2), answeredSince: .now()).map(\.ticket.rawValue)
            }
        }
        #expect(shares == [[2, 4], [1, 3]])
    }

    @Test func delivered_isToldOnce_andNeverTakenBack() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let messages = [try await fixture.post("1", in: chat), try await fixture.post("2", in: chat)]
        for id in [messages[1].id, messages[0].id, messages[1].id] {
            try await fixture.store.write { try $0.markDelivered(ticket: chat.ticket, upTo: id) }
        }
        let page = try fixture.store.read { try $0.events(for: chat.user, after: messages[1].cursor, limit: 10) }
        #expect(page.events.count == 1)
        guard case .ticketUpdated(let ticket) = page.events.first?.change else {
            Issue.record("expected the ticket, found \(page.events)")
            return
        }
        #expect(ticket.deliveredUpTo == messages[1].id)
    }

    @Test func topic_isFoundByTicketAndByThread_inItsOwnGroup() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.store.write { try $0.setTopic(of: chat.ticket, chat: -1, thread: 5, now: .now()) }
        #expect(try fixture.store.read { try $0.ticket(ofTopic: 5, in: -1) } == chat.ticket)
        #expect(try fixture.store.read { try $0.ticket(ofTopic: 5, in: -2) } == nil)
        #expect(try fixture.store.read { try $0.topic(of: chat.ticket, in: -2) } == nil)
        #expect(try fixture.store.read { try $0.topic(of: chat.ticket, in: -1) }?.hasCard == false)
        try await fixture.store.write { try $0.setCard(of: chat.ticket, post: 6) }
        #expect(try fixture.store.read { try $0.topic(of: chat.ticket, in: -1) }?.hasCard == true)
        // A new topic has no card yet.
        try await fixture.store.write { try $0.setTopic(of: chat.ticket, chat: -1, thread: 9, now: .now()) }
        #expect(try fixture.store.read { try $0.topic(of: chat.ticket, in: -1) }?.hasCard == false)
        #expect(try fixture.store.read { try $0.ticket(ofTopic: 5, in: -1) } == nil)
    }

    @Test func expiredSessions_goWithTheirUsers_unlessTheyHaveTickets() async throws {
        let fixture = try StoreFixture()
        let (silent, writer): ([UInt8], [UInt8]) = ([1], [2])
        try await fixture.store.write { transaction in
            let long = Timestamp(milliseconds: 0)
            _ = try transaction.openSession(tokenHash: silent, context: VisitorContext(), now: long)
            let user = try transaction.openSession(tokenHash: writer, context: VisitorContext(), now: long).user.id
            _ = try transaction.openChat(for: user, now: long)
        }
        #expect(try await fixture.store.write { try $0.removeExpiredSessions(now: .now(), limit: 100) } == 2)
        #expect(try fixture.store.read { try $0.session(tokenHash: writer) } == nil)
        #expect(try fixture.store.read { try $0.user(UserID(rawValue: 1)) } == nil)
        #expect(try fixture.store.read { try $0.user(UserID(rawValue: 2)) } != nil)
    }
}
