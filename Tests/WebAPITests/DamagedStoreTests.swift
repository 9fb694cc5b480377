@_spi(Channel) import Desk
import Domain
import TestSupport
import Testing

@testable import Store

/// Part of the database can't be read: whoever watches is told, and all others go on.
@Suite struct DamagedStoreTests {
    /// A folder whose conversation can't be read, and its visitor.
    private func damaged() async throws -> (folder: TemporaryFolder, visitor: String) {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let token = try await desk.openSession(context: VisitorContext()).token
        let first = try await desk.post(Desk.UserMessage(text: MessageText("hello")), by: token)
        let user = try desk.session(token).user.id
        try await desk.store.write { transaction in
            for _ in 0..<300 {
                let draft = MessageDraft(author: .user, text: try MessageText(String(repeating: "a", count: 3000)))
                _ = try transaction.insert(draft, ticket: first.ticket.id, user: user, now: .now())
            }
        }
        desk.close()
        try damageMessages(of: folder.path)
        return (folder, token.text)
    }

    @Test func damagedPage_isToldByReadinessAndMetrics_andTakesNobodyElseOffTheDesk() async throws {
        let (folder, visitor) = try await damaged()
        let fixture = try WebAPIFixture(folder: folder)
        let client = try fixture.client()
        #expect(try await client.get("/readyz").text == "ok\n")
        #expect(try await client.get("/api/support/chat/history?limit=100", token: visitor).status == 500)
        let reply = try await client.get("/readyz")
        #expect(reply.status == 200 && reply.text == "ok\nbut store_damaged\n")
        let metrics = try await client.get("/metrics", token: WebAPIFixture.adminToken).text
        #expect(metrics.contains("\notvet_signal{name=\"store_damaged\"} 1\n"))
        #expect(metrics.contains("\notvet_store_writable 1\n"))
        let other = try await fixture.visitor()
        #expect(try await client.post("/api/support/chat/send", token: other, #"{"message":"hello"}"#).status == 201)
        #expect(try await client.get("/api/support/chat/history", token: other).status == 200)
    }
}
