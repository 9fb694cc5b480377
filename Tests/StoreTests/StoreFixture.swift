import Domain
import Store
import Synchronization
import TestSupport

/// A store in a folder of its own, and what it has published.
final class StoreFixture: Sendable {
    let folder = TemporaryFolder()
    let store: Store
    private let published: Published

    /// Filled by the writer, read by tests.
    private final class Published: Sendable {
        let events = Mutex<[Event]>([])
    }

    init() throws {
        let published = Published()
        self.published = published
        store = try Store(folder: folder.path) { notice in
            published.events.withLock { $0 += notice.events }
        }
    }

    var events: [Event] { published.events.withLock { $0 } }

    /// An anonymous user with an open chat.
    func chat() async throws -> (user: UserID, ticket: TicketID) {
        try await store.write { transaction in
            let token = (0..<32).map { _ in UInt8.random(in: 0...255) }
            let user = try transaction.openSession(tokenHash: token, context: VisitorContext(), now: .now()).user.id
            return (user, try transaction.openChat(for: user, now: .now()))
        }
    }

    @discardableResult
    func post(_ text: String, by author: Author = .user, in chat: (user: UserID, ticket: TicketID)) async throws
        -> Message
    {
        let draft = MessageDraft(author: author, text: try MessageText(text))
        return try await store.write { try $0.insert(draft, ticket: chat.ticket, user: chat.user, now: .now()) }
    }
}
