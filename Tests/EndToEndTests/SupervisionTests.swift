import Foundation
import Glibc
import TestSupport
import Testing

/// The program as systemd runs it: sockets that it is given, and what it says about itself.
@Suite(.timeLimit(.minutes(2))) struct SupervisionTests {
    private let folder = TemporaryFolder()

    /// Starts the program with a socket as its third descriptor, which systemd's variables announce.
    private func start(on socket: Int32, _ environment: [String: String] = [:]) async throws -> Program {
        try await Program.start(
            ["serve", "--data", folder.path],
            environment: environment.merging(["LISTEN_FDS": "1", "PATH": "/usr/bin:/bin"]) { $1 },
            through: ["/bin/sh", "-c", "LISTEN_PID=$$ exec \"$0\" \"$@\""], passing: socket)
    }

    @Test func whatItSays_isWhatSystemdWaitsFor() async throws {
        let notices = try DatagramSocket(path: folder.path + "/notify")
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path + "/data"],
            environment: ["NOTIFY_SOCKET": folder.path + "/notify", "WATCHDOG_USEC": "60000"])
        var heard = [try await notices.receive(), try await notices.receive(), try await notices.receive()]
        // The first sign of life may come before the port is open.
        #expect(heard.contains("READY=1\nSTATUS=listening on 127.0.0.1:\(program.port)"))
        #expect(heard.filter { $0 == "WATCHDOG=1" }.count == 2)
        let status = Task { try await program.stop() }
        while let last = heard.last, !last.hasPrefix("STOPPING=1\n") { heard.append(try await notices.receive()) }
        #expect(try await status.value == 0)
    }

    /// Each client connects anew for each request, while the program ends and starts again and again.
    @Test func restart_refusesNoConnection_onASocketThatStaysOpen() async throws {
        let socket = try ListeningSocket()
        var program = try await start(on: socket.descriptor)
        let (isOver, answered) = (Counter(), Counter())
        try await withThrowingTaskGroup { clients in
            for _ in 0..<3 {
                clients.addTask {
                    while isOver.value == 0 {
                        let client = try SocketClient(host: "127.0.0.1", port: socket.port)
                        try await client.send("GET /healthz HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n\r\n")
                        #expect(try await client.receiveReply().status == 200)
                        answered.next()
                    }
                }
            }
            for _ in 0..<3 {
                let before = answered.value
                try await eventually { answered.value > before + 20 }
                #expect(try await program.stop() == 0)
                program = try await start(on: socket.descriptor)
                #expect(program.port == socket.port)
            }
            isOver.next()
            try await clients.waitForAll()
        }
    }

    @Test func addressThatIsGivenBesideASocket_isNamedAsUnused() async throws {
        let socket = try ListeningSocket()
        let program = try await start(on: socket.descriptor, ["OTVET_LISTEN": "127.0.0.1:1"])
        #expect(program.port == socket.port)
        #expect(program.complained.contains("OTVET_LISTEN is not used"))
    }

    @Test func socketThatIsNone_endsTheStart_withALineThatSaysWhereToLook() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        await #expect {
            try await start(on: ends[0])
        } throws: { error in
            guard case Program.Failure.ended(let status, let complaints) = error else { return false }
            return status == 69 && complaints.contains("ListenStream") && complaints.count { $0 == "\n" } == 1
        }
    }

    @Test func health_isWell_whileTheServerAnswers() async throws {
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let address = ["--listen", "0.0.0.0:\(program.port)"]
        let well = try await Program.run(["health"] + address)
        #expect(well.status == 0 && well.output == "ok\n")
        try await program.stop()
        let gone = try await Program.run(["health"] + address)
        #expect(gone.status == 1 && gone.output == "http://127.0.0.1:\(program.port) does not answer\n")
    }
}
