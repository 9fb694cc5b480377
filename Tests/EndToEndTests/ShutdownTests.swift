import Foundation
import Glibc
import TelegramSimulator
import TestSupport
import Testing

/// The stop by a signal, whatever is still under way.
@Suite(.timeLimit(.minutes(2))) struct ShutdownTests {
    @Test func sigterm_answersWhoWaits_closesSocketsWith1001_andEndsWell() async throws {
        let folder = TemporaryFolder()
        let key = "an-admin-token-of-the-tests"
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path], environment: ["OTVET_ADMIN_TOKEN": key])
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
        while try await client.get("/metrics", token: key).text.contains("otvet_live_listeners 2\n") == false {
            await Task.yield()
        }
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

    @Test(arguments: [(SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2")])
    func signalOfOtherPrograms_isALineInTheLog_andNoEnd(signal: Int32, name: String) async throws {
        let folder = TemporaryFolder()
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        program.signal(signal)
        try await eventually { program.complained.contains("signal=\(name)") }
        #expect(try await APIClient(port: program.port).get("/healthz").status == 200)
        #expect(try await program.stop() == 0)
    }

    /// Whatever is under way, containers are not killed: they wait ten seconds.
    @Test(arguments: ["getUpdates", "getMe", "sendMessage", "createForumTopic"])
    func telegramThatHangs_doesNotKeepTheProgram(method: String) async throws {
        let fixture = try TelegramFixture()
        fixture.telegram.change { $0.add(Fault(.none, method: method, count: 100, delay: .seconds(60))) }
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        _ = try await client.say("hello", as: try await client.openSession())
        try await eventually { fixture.telegram.group.calls.contains { $0.method.lowercased() == method.lowercased() } }
        let start = ContinuousClock.now
        _ = try await program.stop()
        #expect(start.duration(to: .now) < .seconds(9))
    }

    /// A file of the resolver's settings of its own, for this program alone: only root can put it there.
    @Test(.enabled(if: canHaveItsOwnFiles))
    func nameServerThatIsSilent_doesNotKeepTheProgram() async throws {
        let silent = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(silent) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(53).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.77")
        let isBound = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(silent, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(isBound == 0)
        let folder = TemporaryFolder()
        let names = folder.path + "/resolv.conf"
        try "nameserver 127.0.0.77\n".write(toFile: names, atomically: true, encoding: .utf8)
        let mount = "mount --bind \(names) /etc/resolv.conf && exec \"$0\" \"$@\""
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path],
            environment: [
                "TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA", "TELEGRAM_SUPPORT_CHAT_ID": "-1001",
                "TELEGRAM_API_URL": "http://telegram.example", "PATH": "/usr/bin:/bin",
            ], through: ["/usr/bin/unshare", "-m", "/bin/sh", "-c", mount])
        // The first look-up has been asked for: it is under way until somebody gives it up.
        var query = [UInt8](repeating: 0, count: 512)
        #expect(recv(silent, &query, query.count, 0) > 0)
        let start = ContinuousClock.now
        #expect(try await program.stop() == 0)
        #expect(start.duration(to: .now) < .seconds(8))
    }

    private static let canHaveItsOwnFiles = geteuid() == 0 && access("/usr/bin/unshare", X_OK) == 0
}
