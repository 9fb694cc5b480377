import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct ShutdownTests {
    @Test func sigterm_answersWhoWaits_closesSocketsWith1001_andEndsWell() async throws {
        let folder = TemporaryFolder()
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        let sent = try await client.say("hello", as: token)
        let cursor = try #require(try sent.json["cursor"]?.string)
        let live = try await LiveClient(port: program.port)
        try await live.send(#"{"type":"auth","token":"\#(token)","after":"\#(cursor)"}"#)
        _ = try await live.next()
        let waiting = Task {
            try await APIClient(port: program.port).get("/api/support/chat/poll?after=\(cursor)&wait=25", token: token)
        }
        // The metrics count the socket and the waiting poll.
        while try await client.get("/metrics").text.contains("otvet_live_listeners 2\n") == false { await Task.yield() }
        let status = Task { try await program.stop() }
        #expect(try await waiting.value.status == 200)
        guard case .closed(let code) = try await live.next() else {
            Issue.record("the socket was not closed")
            return
        }
        #expect(code == 1001)
        live.close()
        #expect(try await status.value == 0)
    }
}
