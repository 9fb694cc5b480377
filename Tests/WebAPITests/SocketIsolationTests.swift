import Desk
import Domain
import TestSupport
import Testing
import WebAPI

/// A socket takes the credentials of its own side only, and is told nothing of what is not its user's.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SocketIsolationTests {
    /// The next frame and the close code after it.
    private func end(_ live: LiveClient) async throws -> (code: String?, close: UInt16) {
        guard case .frame(let frame) = try await live.next() else { throw SocketClient.Failure.ended }
        guard case .closed(let close) = try await live.next() else { throw SocketClient.Failure.ended }
        return (frame["error"]?["code"]?.string, close)
    }

    /// A visitor's socket that has heard all there was.
    private func listen(_ fixture: WebAPIFixture, _ token: String) async throws -> LiveClient {
        let live = try await LiveClient(port: fixture.port)
        try await live.send(#"{"type":"auth","token":"\#(token)"}"#)
        while case .frame(let frame) = try await live.next() {
            if frame["type"]?.string == "ready" { return live }
        }
        throw SocketClient.Failure.ended
    }

    @Test func sockets_areClosedToTheOtherSide() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let visitor = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: visitor, #"{"message":"hi"}"#)
        let invitation = try await fixture.desk.addAgent(try AgentName("Anna"), role: .agent, by: .tester).secret.text
        let welcome = try await client.post(
            "/api/admin/password", #"{"invitation":"\#(invitation)","password":"a password of Anna's"}"#)
        let cookie = try #require(welcome["Set-Cookie"]?.split { "=;".contains($0) }.dropFirst().first)
        let cases = [
            ("/api/admin/realtime", visitor), ("/api/admin/realtime", String(cookie)), ("/api/admin/realtime", ""),
            ("/api/admin/realtime", invitation), ("/api/realtime", WebAPIFixture.adminToken),
            ("/api/realtime", String(cookie)), ("/api/realtime", invitation), ("/api/realtime", ""),
        ]
        for (path, token) in cases {
            let live = try await LiveClient(port: fixture.port, path: path)
            try await live.send(#"{"type":"auth","token":"\#(token)","after":"0"}"#)
            let end = try await end(live)
            #expect(end.code == "unauthorized" && end.close == 4401)
        }
    }

    @Test(arguments: [
        #"{"type":"typing","typing":true,"ticket_id":"ID"}"#, #"{"type":"read","up_to":"1","ticket_id":"ID"}"#,
        #"{"type":"viewing","ticket_id":"ID"}"#,
    ])
    func whatIsSaidOfAnothersTicket_endsAsIfThereWereNone_andNobodyHearsIt(frame: String) async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let (one, other) = (try await fixture.visitor(), try await fixture.visitor())
        var tickets: [String] = []
        for token in [one, other] {
            let sent = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
            tickets.append(try #require(try sent.json["ticket"]?["id"]?.string))
        }
        let ear = try await listen(fixture, other)
        var ends: [(code: String?, close: UInt16)] = []
        for ticket in [tickets[1], "987654"] {
            let live = try await listen(fixture, one)
            try await live.send(frame.replacing("ID", with: ticket))
            ends.append(try await end(live))
        }
        #expect(ends[0].code != nil && ends[0] == ends[1])
        try await ear.send(#"{"type":"ping"}"#)
        guard case .frame(let next) = try await ear.next() else { throw SocketClient.Failure.ended }
        #expect(next["type"]?.string == "pong")
    }
}
