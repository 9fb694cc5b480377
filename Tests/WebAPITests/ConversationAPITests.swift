import Desk
import Realtime
import TestSupport
import Testing
import WebAPI

/// The visitor's routes, as the widget uses them.
@Suite(.serialized) struct ConversationAPITests {
    @Test func session_isOpened_andGoneOnWith() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let opened = try await client.post(
            "/api/support/session", #"{"locale":"ru","page":{"url":"https://a.example"}}"#)
        #expect(opened.status == 201)
        let token = try #require(try opened.json["session"]?["token"]?.string)
        #expect(token.utf8.count == 43)
        #expect(try opened.json["ticket"]?.isNull == true)
        #expect(try opened.json["cursor"]?.string == "0")
        let again = try await client.post("/api/support/session", token: token)
        #expect(again.status == 200)
        #expect(try again.json["session"]?["id"]?.string == opened.json["session"]?["id"]?.string)
        #expect(try again.json["session"]?["token"] == nil)
    }

    @Test func message_isSent_polled_read_andInTheHistory() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let sent = try await client.post(
            "/api/support/chat/send", token: token, #"{"message":" привет ","client_message_id":"a-1"}"#)
        #expect(sent.status == 201)
        #expect(try sent.json["message"]?["text"]?.string == "привет")
        #expect(try sent.json["message"]?["client_message_id"]?.string == "a-1")
        #expect(try sent.json["message"]?["id"]?.string == sent.json["cursor"]?.string)
        #expect(try sent.json["session"]?["token"] == nil)
        let repeated = try await client.post(
            "/api/support/chat/send", token: token, #"{"message":"привет","client_message_id":"a-1"}"#)
        #expect(repeated.status == 200)
        #expect(try repeated.json["message"]?["id"]?.string == sent.json["message"]?["id"]?.string)

        try await fixture.answer("здравствуйте", to: token)
        let unread = try await client.get("/api/support/chat/poll", token: token).json
        #expect(unread["messages"]?.elements.compactMap { $0["text"]?.string } == ["здравствуйте"])
        // Asking without a cursor reads: what was answered is not answered again.
        let again = try await client.get("/api/support/chat/poll", token: token).json
        #expect(again["messages"]?.elements.isEmpty == true)
        let state = try await client.get("/api/support/chat/history", token: token).json
        #expect(state["ticket"]?["unread_count"]?.int == 0)
        let all = try await client.get("/api/support/chat/poll?after=0", token: token).json
        #expect(all["messages"]?.elements.compactMap { $0["author"]?.string } == ["user", "agent"])
        let answer = try #require(all["messages"]?[1]?["id"]?.string)
        let read = try await client.post("/api/support/chat/read", token: token, #"{"up_to":"\#(answer)"}"#)
        #expect(try read.json["unread_count"]?.int == 0)
        #expect(try await client.get("/api/support/chat/poll", token: token).json["messages"]?.elements.isEmpty == true)

        let cursor = try #require(all["cursor"]?.string)
        let after = try await client.get("/api/support/chat/poll?after=\(cursor)", token: token).json
        #expect(after["messages"]?.elements.isEmpty == true)
        #expect(all["events"]?.elements.contains { $0["type"]?.string == "read" } == true)
        #expect(after["events"]?.elements.isEmpty == true)
        let history = try await client.get("/api/support/chat/history?limit=1", token: token).json
        #expect(history["messages"]?.elements.compactMap { $0["text"]?.string } == ["здравствуйте"])
        #expect(history["has_more"]?.bool == true)
        let older = try await client.get("/api/support/chat/history?before=\(answer)", token: token).json
        #expect(older["messages"]?.elements.compactMap { $0["text"]?.string } == ["привет"])
        #expect(older["has_more"]?.bool == false)
    }

    @Test func sessionAndHistory_sayWhatAMessageMayBring() async throws {
        let fixture = try WebAPIFixture { $0.largestFile = 1234 }
        let client = try fixture.client()
        let session = try await client.post("/api/support/session").json
        let history = try await client.get(
            "/api/support/chat/history", token: try #require(session["session"]?["token"]?.string)
        ).json
        for limits in [session["limits"], history["limits"]] {
            #expect(limits?["file_bytes"]?.int == 1234)
            #expect(limits?["files"]?.int == 10)
        }
    }

    @Test func firstMessageWithoutSession_opensOne() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let sent = try await client.post("/api/support/chat/send", #"{"message":"hi"}"#)
        #expect(sent.status == 201)
        let token = try #require(try sent.json["session"]?["token"]?.string)
        #expect(try await client.get("/api/support/chat/history", token: token).json["messages"]?.elements.count == 1)
    }

    @Test func longPoll_answersWhenSomethingHappens() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let sent = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let cursor = try #require(try sent.json["cursor"]?.string)
        async let polled = client.get("/api/support/chat/poll?after=\(cursor)&wait=25", token: token)
        while fixture.desk.listenerCount == 0 { await Task.yield() }
        try await fixture.answer("at once", to: token)
        let page = try await polled.json
        #expect(page["messages"]?.elements.compactMap { $0["text"]?.string } == ["at once"])
        while fixture.desk.listenerCount > 0 { await Task.yield() }
    }

    @Test func clientThatGoesAway_leavesNoListener() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        let client = try fixture.client()
        let polled = Task { try? await client.get("/api/support/chat/poll?after=0&wait=25", token: token) }
        while fixture.desk.listenerCount == 0 { await Task.yield() }
        client.disconnect()
        _ = await polled.value
        while fixture.desk.listenerCount > 0 { await Task.yield() }
    }

    @Test func typing_isHeardByTheStaffOnly() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let heard = Gate()
        let subscription = fixture.desk.listen(as: .agents) { _ in heard.open() }
        let reply = try await client.post("/api/support/chat/typing", token: token, #"{"typing":true}"#)
        #expect(reply.status == 204)
        await heard.wait()
        subscription.end()
        // Never stored.
        #expect(
            try await client.get("/api/support/chat/poll?after=1", token: token).json["events"]?.elements.isEmpty
                == true)
    }

    /// However long the messages are: what does not fit comes with the next page, and nothing is left out.
    @Test func pages_areBoundedByBytes() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let token = try await fixture.visitor()
        for _ in 0..<40 {
            let text = String(repeating: #"\"ы"#, count: 3_000)
            #expect(
                try await client.post("/api/support/chat/send", token: token, #"{"message":"\#(text)"}"#).status == 201)
        }
        var (seen, before, hasMore) = (Set<String>(), "", true)
        while hasMore {
            let reply = try await client.get("/api/support/chat/history?limit=100\(before)", token: token)
            #expect(reply.body.count < 300_000)
            let messages = try #require(try reply.json["messages"]?.elements)
            seen.formUnion(messages.compactMap { $0["id"]?.string })
            before = "&before=\(messages.first?["id"]?.string ?? "")"
            hasMore = try reply.json["has_more"]?.bool ?? false
        }
        #expect(seen.count == 40)
        var (events, cursor, more) = (
            0, try await client.post("/api/support/session").json["cursor"]?.string ?? "", true
        )
        while more {
            let reply = try await client.get("/api/support/chat/poll?after=\(cursor)", token: token)
            #expect(reply.body.count < 300_000)
            events += try reply.json["messages"]?.elements.count ?? 0
            cursor = try reply.json["cursor"]?.string ?? ""
            more = try reply.json["more"]?.bool ?? false
        }
        #expect(events == 40)
    }
}
