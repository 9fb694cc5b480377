import Domain
import Store
import TestSupport
import Testing

@testable import Desk
@testable import WebAPI

/// Whole conversations by links: each shows its ticket to whom it was given, and to nobody else anything.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TranscriptTests {
    private struct Said {
        let token: String
        let ticket: String
    }

    private static let key = WebAPIFixture.adminToken
    private static let note = "onlyforstaff"

    /// A visitor who has sent a picture, and whom the staff have answered and made a note of.
    private func said(_ mark: String, _ fixture: WebAPIFixture, _ client: APIClient) async throws -> Said {
        let token = try await fixture.visitor()
        let brought = try await client.post("/api/support/files?name=a.png", token: token, bytes: SampleImage.png)
        let file = try #require(try brought.json["attachment"]?["id"]?.string)
        let body = #"{"message":"\#(mark) <b>","attachment_ids":["\#(file)"]}"#
        let sent = try await client.post("/api/support/chat/send", token: token, body).json
        let ticket = try #require(sent["ticket"]?["id"]?.string)
        let admin = "/api/admin/tickets/\(ticket)"
        #expect(try await client.post("\(admin)/messages", token: Self.key, #"{"message":"answer"}"#).status == 201)
        #expect(try await client.post("\(admin)/notes", token: Self.key, #"{"text":"\#(Self.note)"}"#).status == 201)
        return Said(token: token, ticket: ticket)
    }

    private func link(_ said: Said, _ client: APIClient) async throws -> String {
        let reply = try await client.post("/api/tickets/\(said.ticket)/transcript", token: said.token)
        return try #require(try reply.json["url"]?.string)
    }

    @Test func visitor_savesThePage_withItsPictures_andWithoutWhatStaffTellEachOther() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let said = try await said("hello", fixture, client)
        let url = try await link(said, client)
        let page = try await client.get("\(url)&language=ru&utc_offset=180")
        #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
        #expect(page["Content-Disposition"] == "attachment; filename=\"conversation-\(said.ticket).html\"")
        #expect(page["Content-Security-Policy"]?.contains("sandbox") == true && page["Cache-Control"] == "no-store")
        #expect(page.text.contains("hello &lt;b&gt;") && page.text.contains("<bdi>Вы</bdi>"))
        #expect(page.text.contains("src=\"data:image/png;base64,iVBOR") && page.text.contains("UTC+3"))
        #expect(page.text.contains("answer") && !page.text.contains(Self.note) && page.text.hasSuffix("</html>\n"))
        let json = try await client.get("\(url)&format=json").json
        #expect(json["ticket"]?["id"]?.string == said.ticket && json["ticket"]?["user_id"] == nil)
        #expect(json["messages"]?.elements.map { $0["author"]?.string } == ["user", "agent"])
        #expect(json["messages"]?[1]?["agent_id"] == nil && json["is_cut"]?.bool == false)
    }

    @Test func staff_saveItWithNotes_orWithout() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let said = try await said("hello", fixture, client)
        for withNotes in [true, false] {
            let asked = try await client.post(
                "/api/admin/tickets/\(said.ticket)/transcript", token: Self.key, #"{"notes":\#(withNotes)}"#)
            let url = try #require(try asked.json["url"]?.string)
            let page = try await client.get(url)
            #expect(page.status == 200 && page.text.contains(Self.note) == withNotes)
            let entries = try await client.get("\(url)&format=json").json["entries"]?.elements ?? []
            #expect(entries.map { $0["kind"]?.string } == ["message", "message"] + (withNotes ? ["note"] : []))
        }
    }

    @Test func othersTicket_isNotThere_andWhoHasLeftGetsNoLink() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (one, other) = (try await said("one", fixture, client), try await said("other", fixture, client))
        func ask(_ ticket: String, _ token: String?) async throws -> HTTPReply {
            try await fixture.client().post("/api/tickets/\(ticket)/transcript", token: token)
        }
        let (foreign, nowhere) = (try await ask(other.ticket, one.token), try await ask("987654", one.token))
        #expect(foreign.status == 404 && foreign.text == nowhere.text)
        #expect(try await ask(one.ticket, nil).status == 401)
        #expect(try await client.post("/api/support/sign-out", token: one.token).status == 204)
        #expect(try await ask(one.ticket, one.token).status == 401)
    }

    /// Not even a link to one's own conversation leads to the notes in it.
    @Test func forgedLinks_leadNowhere() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (one, other) = (try await said("one", fixture, client), try await said("other", fixture, client))
        let url = try await link(one, client)
        let nowhere = try await client.get(url.replacing("/\(one.ticket)?", with: "/987654?"))
        let past = Timestamp.now().milliseconds / 1000 - 1
        let ticket = try #require(TicketID(one.ticket))
        let user = try #require(SessionToken(one.token).map { try fixture.desk.session($0).user.id })
        let over = TranscriptSeal(ticket: ticket, user: user, audience: .user, until: past)
            .text(key: fixture.desk.linkKey)
        for forged in [
            url.replacing("/\(one.ticket)?", with: "/\(other.ticket)?"), url.replacing("for=user", with: "for=notes"),
            url.replacing("for=user", with: "for=staff"), url.replacing("for=user", with: "for=x"),
            url.replacing("until=1", with: "until=2"), url + "x", String(url.prefix { $0 != "&" }),
            "/transcripts/\(ticket)?for=user&until=\(past)&seal=\(over)",
        ] {
            let reply = try await client.get(forged)
            #expect(reply.status == 404 && reply.text == nowhere.text, "\(forged)")
        }
        #expect(try await client.get(url).status == 200)
    }

    @Test func longConversation_isAllThere_inItsOrder() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let said = try await said("first", fixture, client)
        for number in 0..<450 { try await fixture.answer("line \(number)", to: said.token) }
        let messages = try await client.get(link(said, client) + "&format=json").json["messages"]?.elements ?? []
        #expect(messages.compactMap { $0["text"]?.string }.suffix(450) == (0..<450).map { "line \($0)" })
        #expect(messages.count == 452)
    }

    @Test func tooManyAtOnce_haveToWait() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let url = try await link(said("hello", fixture, client), client)
        var last = try await client.get(url)
        for _ in 0..<RateLimit.transcript.burst { last = try await client.get(url) }
        #expect(last.status == 429)
    }
}
