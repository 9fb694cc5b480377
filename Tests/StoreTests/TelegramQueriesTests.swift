import Domain
import Store
import Testing

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
        try await fixture.store.write { for message in messages { try $0.enqueueDelivery(of: message) } }
        let first = try #require(try fixture.store.read { try $0.nextDelivery() })
        #expect(first.message == messages[0].id)
        try await fixture.store.write { try $0.markUncertain(first) }
        #expect(try fixture.store.read { try $0.nextDelivery() }?.uncertainAttempts == 1)
        try await fixture.store.write { try $0.advance(first) }
        let advanced = try #require(try fixture.store.read { try $0.nextDelivery() })
        #expect(advanced.postsSent == 1)
        #expect(advanced.uncertainAttempts == 0)
        try await fixture.store.write { try $0.fail(first, reason: "refused", now: .now()) }
        let second = try #require(try fixture.store.read { try $0.nextDelivery() })
        #expect(second.message == messages[1].id)
        try await fixture.store.write { try $0.complete(second) }
        #expect(try fixture.store.read { try $0.nextDelivery() } == nil)
        #expect(try fixture.store.read { try $0.deliveryCounts() } == (0, 1))
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
