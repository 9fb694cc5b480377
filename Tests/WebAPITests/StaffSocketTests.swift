@_spi(Channel) import Desk
import Domain
import Realtime
import Store
import TestSupport
import Testing
import WebAPI

@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffSocketTests {
    let key = WebAPIFixture.adminToken

    func agent(_ fixture: WebAPIFixture, after: String = "0") async throws -> LiveClient {
        let live = try await LiveClient(port: fixture.port, path: "/api/admin/realtime")
        try await live.send(#"{"type":"auth","token":"\#(key)","after":"\#(after)"}"#)
        return live
    }

    /// The next frame of this type.
    func frame(_ type: String, _ client: LiveClient) async throws -> JSONView {
        while true {
            guard case .frame(let frame) = try await client.next() else { throw SocketClient.Failure.ended }
            if frame["type"]?.string == type { return frame }
        }
    }

    @Test func staff_hearEverything_notesToo_andTheUserOnlyTheirs() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        let client = try fixture.client()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"missed"}"#)
        let live = try await agent(fixture)
        #expect(try await frame("message", live)["message"]?["text"]?.string == "missed")
        #expect(try await frame("ready", live)["viewer"]?.string != nil)
        let user = try await LiveClient(port: fixture.port)
        try await user.send(#"{"type":"auth","token":"\#(token)"}"#)
        _ = try await frame("ready", user)
        _ = try await client.post("/api/admin/tickets/1/notes", token: key, #"{"text":"secret","client_note_id":"n"}"#)
        let note = try await frame("note", live)["note"]
        #expect(note?["text"]?.string == "secret" && note?["client_note_id"]?.string == "n")
        _ = try await client.post("/api/admin/tickets/1/messages", token: key, #"{"message":"hello"}"#)
        guard case .frame(let first) = try await user.next() else { throw SocketClient.Failure.ended }
        #expect(first["message"]?["text"]?.string == "hello")
        let ticket = try await frame("ticket", live)
        #expect(ticket["ticket"]?["unread_by_agents"]?.int == 0)
        #expect(try await frame("ticket", user)["ticket"]?["unread_by_agents"] == nil)
    }

    @Test func typing_reachesTheOtherSide_andEndsBySendingOrByItself() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        let client = try fixture.client()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let live = try await agent(fixture)
        _ = try await frame("ready", live)
        let user = try await LiveClient(port: fixture.port)
        try await user.send(#"{"type":"auth","token":"\#(token)"}"#)
        _ = try await frame("ready", user)
        // Ended by sending.
        try await user.send(#"{"type":"typing","typing":true,"ticket_id":"1"}"#)
        #expect(try await frame("typing", live)["typing"]?.bool == true)
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"more"}"#)
        #expect(try await frame("typing", live)["typing"]?.bool == false)
        // Ended by itself.
        try await live.send(#"{"type":"typing","typing":true,"ticket_id":"1"}"#)
        #expect(try await frame("typing", user)["typing"]?.bool == true)
        #expect(try await frame("typing", user)["typing"]?.bool == false)
    }

    @Test func colleagues_seeWhoLooksAtATicket_untilTheWindowCloses() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        _ = try await fixture.client().post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let (one, two) = (try await agent(fixture), try await agent(fixture))
        let first = try await frame("ready", one)["viewer"]?.string
        let second = try await frame("ready", two)["viewer"]?.string
        try await one.send(#"{"type":"viewing","ticket_id":"1"}"#)
        let seen = try await frame("viewing", two)
        #expect(seen["viewers"]?.elements.map { $0["viewer"]?.string } == [first])
        try await two.send(#"{"type":"viewing","ticket_id":"1"}"#)
        let both = try await frame("viewing", two)
        #expect(Set(both["viewers"]?.elements.map { $0["viewer"]?.string } ?? []) == [first, second])
        try await two.send(#"{"type":"typing","typing":true,"ticket_id":"1"}"#)
        #expect(try await frame("typing", one)["viewer"]?.string == second)
        one.close()
        let left = try await frame("viewing", two)
        #expect(left["viewers"]?.elements.map { $0["viewer"]?.string } == [second])
    }

    @Test(arguments: [#"{"type":"auth","token":"wrong"}"#, #"{"type":"auth"}"#, #"{"type":"ping"}"#])
    func stranger_isTurnedAway(first: String) async throws {
        let fixture = try WebAPIFixture()
        let live = try await LiveClient(port: fixture.port, path: "/api/admin/realtime")
        try await live.send(first)
        guard case .frame = try await live.next(), case .closed(4401) = try await live.next() else {
            Issue.record("not turned away")
            return
        }
    }

    @Test func whoIsSwitchedOff_besideTheServer_isTurnedAwaySoon_howeverSilent() async throws {
        let fixture = try WebAPIFixture { $0.credentialCheck = .milliseconds(20) }
        let made = try await fixture.client().post(
            "/api/admin/api-keys", token: key, #"{"name":"robot","role":"agent"}"#)
        let secret = try #require(made.json["secret"]?.string)
        let live = try await LiveClient(port: fixture.port, path: "/api/admin/realtime")
        try await live.send(#"{"type":"auth","token":"\#(secret)"}"#)
        _ = try await frame("ready", live)
        let beside = try Desk(folder: fixture.folder.path, isMirrored: false, isBeside: true)
        let all = try beside.store.read { try $0.apiKeys(limit: 10) }
        for each in all { _ = try await beside.store.write { try $0.removeAPIKey(each.id) } }
        #expect(try await frame("error", live)["error"]?["code"]?.string == "unauthorized")
        guard case .closed(4401) = try await live.next() else {
            Issue.record("not turned away")
            return
        }
    }
}
