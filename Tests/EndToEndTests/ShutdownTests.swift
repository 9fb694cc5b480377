import Foundation
import Glibc
import HTTPEngine
import HTTPTypes
import TelegramSimulator
import TestSupport
import Testing

@testable import Store

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

    /// A file that staff have sent is being fetched.
    @Test func fileThatTelegramDoesNotGive_doesNotKeepTheProgram() async throws {
        let fixture = try TelegramFixture()
        fixture.telegram.change { $0.add(Fault(.none, method: "getFile", count: 100, delay: .seconds(60))) }
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        _ = try await client.say("hello", as: try await client.openSession())
        try await eventually { fixture.delivered == ["hello"] }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        let file = Upload(Array("notes".utf8), name: "notes.txt", mimeType: "text/plain")
        _ = try fixture.telegram.change { try $0.attach(.document, file, in: topic, by: .named("Olga")) }
        try await eventually { fixture.telegram.group.calls.contains { $0.method == "getFile" } }
        let start = ContinuousClock.now
        #expect(try await program.stop() == 0)
        #expect(start.duration(to: .now) < .seconds(9))
    }

    /// Somebody waits for the site's keys, which do not come.
    @Test func keysThatDoNotCome_doNotKeepTheProgram() async throws {
        let asked = Counter()
        var router = Router()
        router.on(
            .get, "/keys",
            async: { _ in
                asked.next()
                try await Task.sleep(for: .seconds(3600))
                return Response()
            })
        var settings = ServerConfiguration()
        settings.loops = 1
        let site = HTTPServer(configuration: settings, router: router)
        let folder = TemporaryFolder()
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path],
            environment: ["OTVET_JWKS": "http://127.0.0.1:\(try site.start().port)/keys"])
        let waiting = Task {
            try await APIClient(port: program.port).post(
                "/api/support/identify", #"{"token":"\#(IdentityTests.token)"}"#)
        }
        try await eventually { asked.value > 0 }
        let start = ContinuousClock.now
        _ = try await program.stop()
        #expect(start.duration(to: .now) < .seconds(9))
        _ = try? await waiting.value
        await site.shutdown(within: .zero)
    }

    /// Another program locks the database. Each batch of writes waits five seconds for it, and the store can't be closed
    /// before: two batches take longer than a stop may.
    @Test func whatDoesNotEnd_isGivenUpInTime_andNamed() async throws {
        let folder = TemporaryFolder()
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path, "--rate-limits", "off"])
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        let lock = try Connection(path: folder.path + "/otvet.db", access: .readWrite)
        try lock.run(script: "BEGIN IMMEDIATE")
        var waiting: [SocketClient] = []
        for number in 1...5 {
            let body = #"{"message":"line \#(number)"}"#
            let socket = try SocketClient(host: "127.0.0.1", port: program.port)
            try await socket.send(
                "POST /api/support/chat/send HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            waiting.append(socket)
            // It has arrived before this is answered, and the first one is being written before the last one comes.
            #expect(try await client.get("/healthz").status == 200)
        }
        let start = ContinuousClock.now
        #expect(try await program.stop() == 1)
        #expect((.seconds(7)...(.seconds(9.5))).contains(start.duration(to: .now)))
        #expect(program.complained.contains("not stopped in time") && program.complained.contains("StoreService"))
        for socket in waiting { socket.close() }
        try lock.run(script: "ROLLBACK")
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
