import Glibc
import TestSupport
import Testing

/// `otvet backup` beside a server at work, and `otvet restore` elsewhere.
@Suite(.serialized, .timeLimit(.minutes(3))) struct BackupCommandTests {
    private static let clients = 8

    private func serve(_ folder: String) async throws -> Program {
        try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder, "--rate-limits", "off"])
    }

    @Test func serverKilledAfterABackupUnderLoad_comesBackElsewhereWithAllThatWasAnsweredBeforeIt() async throws {
        let folder = TemporaryFolder()
        let (data, backups, other) = (folder.path + "/data", folder.path + "/backups", folder.path + "/other")
        let program = try await serve(data)
        var tokens: [String] = []
        for _ in 0..<Self.clients {
            let reply = try await APIClient(port: program.port).post("/api/support/session")
            tokens.append(try #require(try reply.json["session"]?["token"]?.string))
        }
        let (answered, begun) = (Counter(), Gate())
        let (result, before) = try await withThrowingTaskGroup(of: Void.self) { group in
            for token in tokens {
                group.addTask {
                    let client = try APIClient(port: program.port)
                    for number in 0... {
                        let reply = try? await client.post(
                            "/api/support/chat/send", token: token, #"{"message":"line \#(number)"}"#)
                        guard reply?.status == 201 else { return }
                        if answered.next() == 200 { begun.open() }
                    }
                }
            }
            await begun.wait()
            let before = answered.value
            let result = try await Program.run(["backup", "--data", data, backups, "--keep", "2"])
            program.kill()
            try await group.waitForAll()
            return (result, before)
        }
        #expect(result.status == 0, "\(result.complaints)")
        #expect(result.output.hasPrefix("Backup 2"))
        let restored = try await Program.run(["restore", "--data", other, backups])
        #expect(restored.status == 0, "\(restored.complaints)")
        #expect(try await Program.run(["restore", "--data", other, backups]).status == EX_CANTCREAT)

        let second = try await serve(other)
        var found = 0
        for token in tokens {
            let reply = try await APIClient(port: second.port).get("/api/support/chat/history?limit=100", token: token)
            let texts = try reply.json["messages"]?.elements.compactMap { $0["text"]?.string } ?? []
            let newest = try #require(texts.last?.split(separator: " ").last.flatMap { Int($0) })
            // Each line once, in order, up to some line.
            #expect(texts == (max(0, newest - 99)...newest).map { "line \($0)" })
            found += newest + 1
        }
        #expect(found >= before)
        #expect(try await second.stop() == 0)
    }

    @Test func backupWithoutADatabase_saysWhatToName() async throws {
        let folder = TemporaryFolder()
        let result = try await Program.run(["backup", "--data", folder.path, folder.path + "/backups"])
        #expect(result.status == EX_CANTCREAT)
        #expect(result.complaints.contains("--data or OTVET_DATA"))
    }

    @Test(arguments: ["10", "0s", "x", "5w", "99999999999999999999h"])
    func interval_thatIsNone_isRefused(text: String) async throws {
        #expect(try await Program.run(["backup", "--every", text, "/tmp/nowhere"]).status == EX_USAGE)
    }
}
