import TestSupport
import Testing

/// The first law: an acknowledged message is on the disk. Kills the program in mid-load, again and again.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CrashTests {
    static let rounds = 12
    static let clients = 12

    /// What one client knows to be accepted, and what it sent and has no answer for.
    struct Ledger: Sendable {
        var token: String
        var accepted: [String] = []
        var unanswered: String?
        var sent = 0
    }

    @Test func everyAcknowledgedMessage_survivesSIGKILL_once() async throws {
        let folder = TemporaryFolder()
        func start() async throws -> Program {
            try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path, "--rate-limits", "off"])
        }
        var ledgers = try await openSessions(start())
        var random = SplitMix(seed: 7)
        for _ in 0..<Self.rounds {
            let program = try await start()
            let count = Int.random(in: 20...300, using: &random)
            let acknowledged = Gate()
            let answers = Counter()
            ledgers = await withTaskGroup(of: (Int, Ledger).self) { group in
                for (index, ledger) in ledgers.enumerated() {
                    group.addTask {
                        let after = await Self.sendUntilItDies(ledger, index, program.port) {
                            if answers.next() == count { acknowledged.open() }
                        }
                        return (index, after)
                    }
                }
                await acknowledged.wait()
                program.kill()
                return await group.reduce(into: ledgers) { $0[$1.0] = $1.1 }
            }
        }
        let program = try await start()
        for ledger in ledgers { try await check(ledger, program.port) }
        #expect(try await program.stop() == 0)
    }

    private func openSessions(_ program: Program) async throws -> [Ledger] {
        let client = try APIClient(port: program.port)
        var ledgers: [Ledger] = []
        for _ in 0..<Self.clients {
            let reply = try await client.post("/api/support/session")
            ledgers.append(Ledger(token: try #require(try reply.json["session"]?["token"]?.string)))
        }
        #expect(try await program.stop() == 0)
        return ledgers
    }

    /// Sends one message after another; what got no answer is sent again first, under the same id.
    private static func sendUntilItDies(
        _ ledger: Ledger, _ index: Int, _ port: UInt16, onAnswer: @Sendable () -> Void
    ) async -> Ledger {
        var ledger = ledger
        guard let client = try? APIClient(port: port) else { return ledger }
        while true {
            let id = ledger.unanswered ?? "\(index)-\(ledger.sent)"
            if ledger.unanswered == nil { ledger.sent += 1 }
            ledger.unanswered = id
            let body = #"{"message":"text of \#(id)","client_message_id":"\#(id)"}"#
            guard let reply = try? await client.post("/api/support/chat/send", token: ledger.token, body),
                reply.status == 201 || reply.status == 200
            else { return ledger }
            ledger.accepted.append(id)
            ledger.unanswered = nil
            onAnswer()
        }
    }

    private func check(_ ledger: Ledger, _ port: UInt16) async throws {
        let client = try APIClient(port: port)
        var found: [String] = []
        var cursor = "0"
        while true {
            let page = try await client.get("/api/support/chat/poll?after=\(cursor)", token: ledger.token).json
            found += page["messages"]?.elements.compactMap { $0["client_message_id"]?.string } ?? []
            cursor = try #require(page["cursor"]?.string)
            guard page["more"]?.bool == true else { break }
        }
        // The last one may have been committed without its answer getting out.
        if let last = ledger.unanswered, found.last == last { found.removeLast() }
        #expect(found == ledger.accepted)
    }
}
