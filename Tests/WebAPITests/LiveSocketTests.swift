import Desk
import Realtime
import TestSupport
import Testing
import WebAPI

@Suite(.serialized, .timeLimit(.minutes(2))) struct LiveSocketTests {
    func frame(_ client: LiveClient) async throws -> JSONView {
        guard case .frame(let frame) = try await client.next() else { throw SocketClient.Failure.ended }
        return frame
    }

    @Test func socket_bringsWhatWasMissed_thenWhatHappens() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        let client = try fixture.client()
        let first = try await client.post("/api/support/chat/send", token: token, #"{"message":"one"}"#).json
        try await fixture.answer("two", to: token)
        let live = try await LiveClient(port: fixture.port)
        let seen = try #require(first["cursor"]?.string)
        try await live.send(#"{"type":"auth","token":"\#(token)","after":"\#(seen)"}"#)
        let missed = try await frame(live)
        #expect(missed["type"]?.string == "message")
        #expect(missed["message"]?["text"]?.string == "two")
        #expect(try await frame(live)["type"]?.string == "ready")
        try await fixture.answer("three", to: token)
        #expect(try await frame(live)["message"]?["text"]?.string == "three")
        try await live.send(#"{"type":"ping"}"#)
        #expect(try await frame(live)["type"]?.string == "pong")
        let last = try #require(missed["message"]?["id"]?.string)
        try await live.send(#"{"type":"read","up_to":"\#(last)"}"#)
        let read = try await frame(live)
        #expect(read["type"]?.string == "read")
        #expect(read["by"]?.string == "user")
        live.close()
        while fixture.desk.listenerCount > 0 { await Task.yield() }
    }

    @Test(
        arguments: [
            (#"{"type":"auth","token":"nonsense"}"#, 4401, "unauthorized"),
            (#"{"type":"auth","token":"\#(String(repeating: "A", count: 43))"}"#, 4401, "unauthorized"),
            (#"{"type":"typing","typing":true}"#, 4401, "unauthorized"),
            (#"{"type":"auth","token":"x","after":"y"}"#, 1008, "invalid_after"),
            ("not json", 1008, "invalid_body"),
        ] as [(String, UInt16, String)])
    func strangerIsTurnedAway_withAReason(first: String, code: UInt16, error: String) async throws {
        let fixture = try WebAPIFixture()
        let live = try await LiveClient(port: fixture.port)
        try await live.send(first)
        let said = try await frame(live)
        #expect(said["type"]?.string == "error")
        #expect(said["error"]?["code"]?.string == error)
        guard case .closed(let found) = try await live.next() else {
            Issue.record("not closed")
            return
        }
        #expect(found == code)
    }

    /// An older copy of the data has been brought back, and the browser is ahead of it.
    @Test(arguments: [
        ("/api/realtime", "/api/support/chat/poll"), ("/api/admin/realtime", "/api/admin/poll"),
    ])
    func cursorOfAnotherHistory_isRefused_overEveryTransport(path: String, poll: String) async throws {
        let fixture = try WebAPIFixture()
        let token = path.contains("admin") ? WebAPIFixture.adminToken : try await fixture.visitor()
        let live = try await LiveClient(port: fixture.port, path: path)
        try await live.send(#"{"type":"auth","token":"\#(token)","after":"5"}"#)
        #expect(try await frame(live)["error"]?["code"]?.string == "cursor_unknown")
        guard case .closed(4409) = try await live.next() else {
            Issue.record("not closed")
            return
        }
        for wait in [0, 1] {
            let reply = try await fixture.client().get("\(poll)?after=5&wait=\(wait)", token: token)
            #expect(reply.status == 409)
        }
    }

    @Test func tooManyFrames_endTheChannel() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        let live = try await LiveClient(port: fixture.port)
        try await live.send(#"{"type":"auth","token":"\#(token)"}"#)
        try await live.send(#"{"type":"ping"}"#, count: 100)
        while true {
            guard case .closed(let code) = try await live.next() else { continue }
            #expect(code == 4429)
            return
        }
    }

    /// The fourth law: whatever transport follows which, every change is seen once and in order.
    @Test(arguments: 0..<6)
    func everyTransport_takesUpWhereTheLastOneStopped(seed: UInt64) async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let token = try await fixture.visitor()
        let client = try fixture.client()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"0"}"#)
        let total = 150
        let writer = Task {
            for number in 1..<total {
                try await fixture.answer("\(number)", to: token)
                if number % 16 == 0 { try await Task.sleep(for: .milliseconds(1)) }
            }
        }
        var random = SplitMix(seed: seed)
        var reader = SwitchingReader(token: token, client: client, port: fixture.port)
        while reader.texts.count < total {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: try await reader.poll(wait: 0)
            case 1: try await reader.poll(wait: 5)
            case 2: try await reader.listen(frames: Int.random(in: 1...20, using: &random), until: total)
            default: try await reader.reload()
            }
        }
        try await writer.value
        #expect(reader.texts == (0..<total).map(String.init))
    }
}

/// A client that changes its transport and remembers nothing but its cursor and what it shows.
private struct SwitchingReader {
    let token: String
    let client: APIClient
    let port: UInt16
    var texts: [String] = []
    var cursor = "0"

    mutating func poll(wait: Int) async throws {
        let page = try await client.get("/api/support/chat/poll?after=\(cursor)&wait=\(wait)", token: token).json
        texts += page["messages"]?.elements.compactMap { $0["text"]?.string } ?? []
        cursor = page["cursor"]?.string ?? cursor
    }

    mutating func listen(frames: Int, until total: Int) async throws {
        let live = try await LiveClient(port: port)
        defer { live.close() }
        try await live.send(#"{"type":"auth","token":"\#(token)","after":"\#(cursor)"}"#)
        var heard = 0
        while heard < frames, texts.count < total {
            guard case .frame(let frame) = try await live.next() else { return }
            heard += 1
            if let text = frame["message"]?["text"]?.string { texts.append(text) }
            cursor = frame["cursor"]?.string ?? cursor
        }
    }

    /// Forgets what it shows and reads the history, as a page does.
    mutating func reload() async throws {
        var shown: [String] = []
        var before = ""
        var newest: String?
        while true {
            let page = try await client.get("/api/support/chat/history?limit=40\(before)", token: token).json
            newest = newest ?? page["cursor"]?.string
            let messages = page["messages"]?.elements ?? []
            shown = messages.compactMap { $0["text"]?.string } + shown
            guard page["has_more"]?.bool == true, let first = messages.first?["id"]?.string else { break }
            before = "&before=\(first)"
        }
        texts = shown
        cursor = newest ?? cursor
    }
}

extension LiveSocketTests {
    /// As many as a browser's windows need; who has more must do without.
    @Test func session_hasSoManyLiveChannels_andNoMore() async throws {
        let fixture = try WebAPIFixture()
        let token = try await fixture.visitor()
        var kept: [LiveClient] = []
        for _ in 0..<30 {
            let live = try await LiveClient(port: fixture.port)
            try await live.send(#"{"type":"auth","token":"\#(token)"}"#)
            #expect(try await frame(live)["type"]?.string == "ready")
            kept.append(live)
        }
        let last = try await LiveClient(port: fixture.port)
        try await last.send(#"{"type":"auth","token":"\#(token)"}"#)
        guard case .closed(4429) = try await last.next() else {
            Issue.record("one too many")
            return
        }
        kept[0].close()
        while fixture.desk.listenerCount == 30 { await Task.yield() }
        let next = try await LiveClient(port: fixture.port)
        try await next.send(#"{"type":"auth","token":"\#(token)"}"#)
        #expect(try await frame(next)["type"]?.string == "ready")
    }

    /// Channels and waiting polls share their places.
    @Test func fullNetwork_makesTheLongestSilentGiveWay() async throws {
        let fixture = try WebAPIFixture { $0.liveChannelsPerClient = 1 }
        let live = try await LiveClient(port: fixture.port)
        try await live.send(#"{"type":"auth","token":"\#(try await fixture.visitor())"}"#)
        let cursor = try #require(try await frame(live)["cursor"]?.string)
        let other = try await fixture.visitor()
        let poller = try fixture.client()
        async let poll = poller.get("/api/support/chat/poll?after=\(cursor)&wait=25", token: other)
        guard case .closed(1013) = try await live.next() else {
            Issue.record("not closed")
            return
        }
        // And gives way itself, with an answer.
        let next = try await LiveClient(port: fixture.port)
        try await next.send(#"{"type":"auth","token":"\#(try await fixture.visitor())"}"#)
        #expect(try await frame(next)["type"]?.string == "ready")
        #expect(try await poll.status == 200)
    }
}
