import Domain
import Store
import TestSupport
import Testing

@Suite struct WriterTests {
    @Test func write_isSeenByReads_onceItReturns() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let message = try await fixture.post("привет", in: chat)
        let found = try fixture.store.read { try $0.message(message.id, in: chat.ticket) }
        #expect(found == message)
    }

    @Test func failedWrite_leavesNothing_andItsNeighboursStay() async throws {
        struct Refused: Error {}
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        // All at once, so that failing jobs share their batches with those that succeed.
        let posted = try await withThrowingTaskGroup(of: Message?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let draft = MessageDraft(author: .user, text: try MessageText("\(number)"))
                    return try? await fixture.store.write { transaction in
                        let message = try transaction.insert(draft, ticket: chat.ticket, user: chat.user, now: .now())
                        if number.isMultiple(of: 10) { throw Refused() }
                        return message
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
        }
        #expect(posted.count == 180)
        let stored = try fixture.store.read { try $0.history(of: chat.ticket, before: nil, limit: 1000).messages }
        #expect(stored.map(\.id) == posted.map(\.id).sorted())
        #expect(Set(stored.map(\.text)) == Set((0..<200).filter { !$0.isMultiple(of: 10) }.map(String.init)))
        // Nobody heard of what was rolled back, and nobody heard anything twice.
        #expect(fixture.events.map(\.cursor) == stored.map(\.cursor))
    }

    @Test func events_arePublishedInTheOrderOfTheirCursors() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 { group.addTask { try await fixture.post("\(number)", in: chat) } }
            try await group.waitForAll()
        }
        let cursors = fixture.events.map(\.cursor)
        #expect(cursors.count == 500)
        #expect(cursors == cursors.sorted())
    }

    @Test func closedStore_refusesWrites() async throws {
        let fixture = try StoreFixture()
        fixture.store.close()
        await #expect(throws: StoreError.closed) { try await fixture.chat() }
    }

    @Test func reopenedStore_hasEverything_andGoesOnCounting() async throws {
        let folder = TemporaryFolder()
        var first: MessageID?
        do {
            let store = try Store(folder: folder.path) { _ in }
            first = try await store.write { transaction in
                let user = try transaction.openSession(tokenHash: [1], context: VisitorContext(), now: .now()).user.id
                let ticket = try transaction.openChat(for: user, now: .now())
                let draft = MessageDraft(author: .user, text: try MessageText("one"))
                return try transaction.insert(draft, ticket: ticket, user: user, now: .now()).id
            }
            store.close()
        }
        let store = try Store(folder: folder.path) { _ in }
        let state = try store.read { try $0.session(tokenHash: [1]) }
        let chat = try #require(state?.chat)
        let messages = try store.read { try $0.history(of: chat, before: nil, limit: 10).messages }
        #expect(messages.map(\.id) == [first])
        store.close()
    }

    @Test func secondStoreOnTheSameFolder_isRefused() throws {
        let fixture = try StoreFixture()
        #expect(throws: StoreError.locked(path: fixture.folder.path)) {
            try Store(folder: fixture.folder.path) { _ in }
        }
    }
}
