import Domain
import Store
import TestSupport
import Testing
import WebAPI

@_spi(Channel) @testable import Desk

/// What links in mails do, by the API.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MailTests {
    private func visitor(_ fixture: WebAPIFixture, _ id: String = "anna") async throws -> (token: String, pass: String)
    {
        let identity = VisitorIdentity(externalID: id, isVerified: true, name: id, email: "\(id)@mail.example")
        let opened = try await fixture.desk.identify(nil, as: identity, context: VisitorContext())
        let token = try #require(opened.newToken)
        let ticket = try await fixture.desk.post(Desk.UserMessage(text: try MessageText("hi")), by: token).ticket
        let pass = fixture.desk.mailPass(to: ticket.id, of: opened.state.user, at: "\(id)@mail.example")
        return (token.text, pass)
    }

    private func open(_ client: APIClient, _ pass: String, _ session: String? = nil, _ more: String = "") async throws
        -> HTTPReply
    {
        try await client.post("/api/support/identify", token: session, #"{"token":"\#(pass)"\#(more)}"#)
    }

    @Test func pass_opensItsUsersConversations_inAnyBrowser() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (_, pass) = try await visitor(fixture)
        let reply = try await open(client, pass)
        #expect(reply.status == 201)
        let token = try #require(try reply.json["session"]?["token"]?.string)
        let history = try await client.get("/api/support/chat/history", token: token)
        #expect(try history.json["messages"]?.elements.compactMap { $0["text"]?.string } == ["hi"])
        // Twice is once.
        #expect(try await open(client, pass, token).json["session"]?["token"] == nil)
        // Somebody who writes here already is asked first, and keeps what they wrote.
        let stranger = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: stranger, #"{"message":"mine"}"#)
        let taken = try await open(client, pass, stranger, #","replace":false"#)
        #expect(try (taken.status, taken.json["error"]?["code"]?.string) == (409, "session_taken"))
        #expect(try await open(client, pass, stranger).status == 200)
        #expect(try await client.get("/api/support/chat/history", token: stranger).status == 401)
    }

    @Test func pass_thatIsForged_orOfSomebodyWhoHasAnotherAddress_opensNothing() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (token, pass) = try await visitor(fixture)
        let (_, other) = try await visitor(fixture, "boris")
        let mixed = pass.split(separator: ".")[0...1].joined(separator: ".") + "." + other.split(separator: ".")[2]
        for forged in [mixed, pass + "A", "mail.", "mail..", "mail.e30.x"] {
            #expect(try await open(client, forged).status == 400, "\(forged)")
        }
        let identity = VisitorIdentity(externalID: "anna", isVerified: true, name: "anna", email: "new@mail.example")
        _ = try await fixture.desk.identify(SessionToken(token), as: identity, context: VisitorContext())
        let refused = try await open(client, pass)
        #expect(try (refused.status, refused.json["error"]?["reason"]?.string) == (400, "expired"))
    }

    @Test(arguments: [("en", "No more mail"), ("ru", "Не присылать")])
    func unsubscribing_takesAPost_andAGetChangesNothing(language: String, button: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let key = fixture.desk.unsubscribeKey(of: "anna@mail.example")
        let hash = mailHash(of: "anna@mail.example")
        let path = "/mail/unsubscribe/\(key)?lang=\(language)"
        let page = try await client.get(path)
        #expect(page.status == 200 && page.text.contains(button) && page.text.contains("lang=\"\(language)\""))
        #expect(try fixture.desk.store.read { try $0.obstacle(toMail: hash, bouncedSince: .now()) } == nil)
        let done = try await client.post(path, "List-Unsubscribe=One-Click")
        #expect(done.status == 200)
        #expect(try fixture.desk.store.read { try $0.obstacle(toMail: hash, bouncedSince: .now()) } == .unsubscribed)
        for forged in ["x", String(key.reversed()), key + "A"] {
            #expect(try await client.get("/mail/unsubscribe/\(forged)").status == 404)
            #expect(try await client.post("/mail/unsubscribe/\(forged)").status == 404)
        }
    }
}
