import Domain
import Foundation
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

    /// The server dies while it is written to. What it had at the moment of the backup is elsewhere, to the byte.
    @Test func serverKilledAfterABackupUnderLoad_isEqualToTheRestoredCopy_asTheirExportsShow() async throws {
        let folder = TemporaryFolder()
        let (data, backups, other) = (folder.path + "/data", folder.path + "/backups", folder.path + "/other")
        let program = try await serve(data)
        let client = try APIClient(port: program.port)
        let token = try #require(try await client.post("/api/support/session").json["session"]?["token"]?.string)
        let (answered, begun) = (Counter(), Gate())
        let backup = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0... {
                    let brought = try? await client.post(
                        "/api/support/files?name=a.txt", token: token, bytes: Array("content \(number)".utf8))
                    let file = try brought?.json["attachment"]?["id"]?.string ?? ""
                    let body = #"{"message":"line \#(number)","attachment_ids":["\#(file)"]}"#
                    let reply = try? await client.post("/api/support/chat/send", token: token, body)
                    guard reply?.status == 201 else { return }
                    if answered.next() == 20 { begun.open() }
                }
            }
            await begun.wait()
            let backup = try await Program.run(["backup", "--data", data, backups])
            program.kill()
            try await group.waitForAll()
            return backup
        }
        #expect(backup.status == 0, "\(backup.complaints)")
        #expect(try await Program.run(["restore", "--data", other, backups]).status == 0)
        for (data, name) in [(data, "source"), (other, "copy")] {
            #expect(try await Program.run(["check", "--data", data]).status == 0)
            let made = try await Program.run(["export", "--data", data, "--with-secrets", folder.path + "/" + name])
            #expect(made.status == 0, "\(made.complaints)")
        }
        let (source, copy) = (try files(below: folder.path + "/source"), try files(below: folder.path + "/copy"))
        // What only grows begins in the one that went on as it stands in the copy.
        for name in ["messages.jsonl", "events.jsonl", "contents.jsonl", "users.jsonl", "secrets/session_tokens.jsonl"]
        {
            let (whole, beginning) = (try #require(source[name]), try #require(copy[name]))
            #expect(!beginning.isEmpty && whole.starts(with: beginning), "\(name)")
        }
        let contents = copy.filter { $0.key.hasPrefix("files/") }
        #expect(contents.count >= 20 && contents.allSatisfy { source[$0.key] == $0.value })

        let imported = folder.path + "/imported"
        let brought = try await Program.run(["import", "--data", imported, folder.path + "/copy"])
        #expect(brought.status == 0 && brought.output.contains("1 ticket"), "\(brought.complaints)")
        let second = try await serve(imported)
        let history = try await APIClient(port: second.port).get("/api/support/chat/history?limit=20", token: token)
        #expect(try history.json["messages"]?.elements.count == 20)
        #expect(try await second.stop() == 0)
    }

    private func files(below folder: String) throws -> [String: Data] {
        let paths = try #require(FileManager.default.subpaths(atPath: folder))
        return paths.reduce(into: [:]) { files, path in
            files[path] = FileManager.default.contents(atPath: folder + "/" + path)
        }
    }

    /// It goes on while there is no server yet, while one is killed and while the next one works.
    @Test func continuousBackup_goesOn_andItsNewestHasWhatWasAnsweredBefore() async throws {
        let folder = TemporaryFolder()
        let (data, backups, other) = (folder.path + "/data", folder.path + "/backups", folder.path + "/other")
        let nowhere = open("/dev/null", O_WRONLY)
        defer { close(nowhere) }
        let copying = try Program(
            ["backup", "--data", data, "--every", "1s", "--keep", "3", backups], port: 0, standardOutput: nowhere)
        var token = ""
        for number in 0..<2 {
            let program = try await serve(data)
            let client = try APIClient(port: program.port)
            if token.isEmpty {
                token = try #require(try await client.post("/api/support/session").json["session"]?["token"]?.string)
            }
            let body = #"{"message":"line \#(number)"}"#
            #expect(try await client.post("/api/support/chat/send", token: token, body).status == 201)
            let answered = Timestamp.now().description.replacing(":", with: "")
            if number > 0 { program.kill() }
            try await eventually { try complete(backups).last.map { $0 > answered } ?? false }
            program.kill()
        }
        #expect(try await copying.stop() == 128 + SIGTERM)
        #expect(try complete(backups).count <= 3)
        #expect(try await Program.run(["restore", "--data", other, backups]).status == 0)
        let second = try await serve(other)
        let history = try await APIClient(port: second.port).get("/api/support/chat/history", token: token)
        #expect(try history.json["messages"]?.elements.map { $0["text"]?.string } == ["line 0", "line 1"])
        #expect(try await second.stop() == 0)
    }

    /// The names of complete backups, which are the times when they were begun.
    private func complete(_ backups: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: backups) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: backups).filter {
            $0.hasSuffix("Z") && $0.hasPrefix("2")
        }
        .sorted()
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
