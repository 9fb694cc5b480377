import Domain
import Glibc
import TestSupport
import Testing

@testable import Store

@Suite struct SearchIndexTests {
    let folder = TemporaryFolder()

    /// As an older program leaves it, which passed the notes by.
    @Test func indexOfAnotherVersion_isMadeAnew() async throws {
        let query = try SearchQuery("lamp")
        func take() throws {
            let index = try SearchIndex(folder: folder.path) { _ in false }
            let text = SearchText<Message>(id: MessageID(rawValue: 5), text: "the lamp")
            try index.take(messages: [text], upTo: Cursor(rawValue: 9))
            #expect(try index.messages(query, before: MessageID(rawValue: .max), limit: 9).count == 1)
            index.close()
        }
        try take()
        let same = try SearchIndex(folder: folder.path) { _ in false }
        #expect(try same.progress() == Cursor(rawValue: 9))
        same.close()
        try Connection(path: folder.path + "/search.db", access: .readWrite).run(script: "PRAGMA user_version = 1")
        let new = try SearchIndex(folder: folder.path) { _ in false }
        #expect(try new.progress() == .start)
        #expect(try new.messages(query, before: MessageID(rawValue: .max), limit: 9).isEmpty)
    }

    /// Whatever became of the index: users have no events to be followed by.
    @Test func indexMadeAnew_isToldOfAllUsersAgain() async throws {
        let folder = TemporaryFolder()
        func waiting(_ store: Store) throws -> [SearchText<User>] { try store.read { try $0.usersToIndex(limit: 9) } }
        func opened<Result>(_ body: (Store) async throws -> Result) async throws -> Result {
            let store = try Store(folder: folder.path) { _ in }
            defer { store.close() }
            return try await body(store)
        }
        let anna = try await opened { store in
            let anna = try await store.write { transaction in
                let session = try transaction.openSession(tokenHash: [1], context: VisitorContext(), now: .now())
                try transaction.setName("Anna", of: session.user.id)
                let ticket = try transaction.openChat(for: session.user.id, now: .now())
                let draft = MessageDraft(author: .user, text: try MessageText("a"))
                _ = try transaction.insert(draft, ticket: ticket, user: session.user.id, now: .now())
                return session.user.id
            }
            let found = try waiting(store)
            #expect(found.map(\.id) == [anna])
            try store.search.take(messages: [], upTo: try store.read { try $0.cursor() })
            try await store.write { try $0.markIndexed(found) }
            return anna
        }
        #expect(try await opened { try waiting($0).isEmpty })
        for suffix in ["", "-wal", "-shm"] { unlink(folder.path + "/search.db" + suffix) }
        #expect(try await opened { try waiting($0).map(\.id) } == [anna])
    }

    @Test func notes_areTextsLikeMessages_andWhatIsNoTextIsPassedBy() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let message = try await fixture.post("Question", in: chat)
        let note = try await fixture.store.write { transaction in
            try transaction.assign(chat.ticket, to: nil)
            return try transaction.addNote("Secret", ticket: chat.ticket, agent: nil, authorName: nil, now: .now())
        }
        let found = try #require(try fixture.store.read { try $0.textsToIndex(after: .start, limit: 9) })
        #expect(
            found.texts == [
                SearchText(id: message.id, text: "question"),
                SearchText(id: MessageID(rawValue: note.id.rawValue), text: "secret"),
            ])
        #expect(found.end.rawValue == note.id.rawValue)
        let entry = try fixture.store.read { try $0.entry(MessageID(rawValue: note.id.rawValue)) }
        guard case .note(note)? = entry?.entry else {
            Issue.record("the note is not found by its number")
            return
        }
        #expect(entry?.ticket == chat.ticket)
    }
}
