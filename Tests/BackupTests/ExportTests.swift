import Domain
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk

/// What is exported, and that nothing is lost on the way out and in.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ExportTests {
    private func export(
        _ filled: FilledFolder, _ request: ExportFolder.Request = .init(), from data: String? = nil, to name: String
    ) throws -> ExportFolder {
        let target = ExportFolder(path: filled.folder.path + "/" + name)
        _ = try target.write(request, of: data ?? filled.data, version: "test", now: Timestamp(milliseconds: 0))
        return target
    }

    @Test(arguments: [true, false])
    func exportOfWhatWasImported_isTheSameToTheByte(withSecrets: Bool) async throws {
        let filled = try await FilledFolder()
        let request = ExportFolder.Request(withSecrets: withSecrets)
        let first = try export(filled, request, to: "first")
        let other = filled.folder.path + "/other"
        let manifest = try first.bring(to: other)
        #expect(try manifest == first.manifest())
        let second = try export(filled, request, from: other, to: "second")
        let (before, after) = (try tree(first.path), try tree(second.path))
        #expect(before.keys.sorted() == after.keys.sorted())
        for (path, bytes) in before { #expect(after[path] == bytes, "\(path)") }
        // Every kind has been through it.
        let empty = manifest.lines.filter { $0.count == 0 }.map(\.file)
        #expect(empty.isEmpty)
        #expect(manifest.lines.count == RecordKind.all.count { withSecrets || !$0.isSecret })
    }

    @Test func databaseOfAnImport_isEqualRowByRow() async throws {
        let filled = try await FilledFolder()
        let other = filled.folder.path + "/other"
        _ = try export(filled, .init(withSecrets: true), to: "export").bring(to: other)
        var (before, after) = (
            try FilledFolder.rows(filled.data + "/otvet.db"), try FilledFolder.rows(other + "/otvet.db")
        )
        // Contents get names of their own, and every user is told to the search anew.
        for table in ["blobs", "unindexed_users"] { (before[table], after[table]) = (nil, nil) }
        #expect(before.keys.sorted() == after.keys.sorted())
        for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
        #expect(try read(other + "/otvet.key", limit: 100) == read(filled.data + "/otvet.key", limit: 100))
    }

    @Test func serverOnAnImport_knowsEveryBrowser_andSaysEverything() async throws {
        let filled = try await FilledFolder()
        let other = filled.folder.path + "/other"
        _ = try export(filled, .init(withSecrets: true), to: "export").bring(to: other)
        let desk = try Desk(folder: other, isMirrored: false)
        defer { desk.close() }
        let token = try #require(SessionToken(filled.token))
        let messages = try desk.conversation(of: token, limit: 10).history.messages
        #expect(messages.map(\.author) == [.user, .agent])
        let file = try #require(messages[0].attachments.first)
        #expect(try desk.links(to: [file.id], for: token).count == 1)
        // New numbers begin behind the old ones, and no browser takes one for the other.
        let before = try desk.newestCursor()
        _ = try await desk.post(Desk.UserMessage(text: try MessageText("on it")), by: token)
        #expect(try desk.newestCursor() > before)
    }

    @Test func exportWithoutSecrets_letsNobodyIn() async throws {
        let filled = try await FilledFolder()
        let files = try tree(try export(filled, to: "export").path)
        #expect(!files.keys.contains { $0.hasPrefix("secrets/") })
        for (path, bytes) in files {
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in ["hash", "hush-hush", FilledFolder.password, "file_link_key", "totp"] {
                #expect(!text.contains(secret), "\(path) has \(secret)")
            }
        }
        let other = filled.folder.path + "/other"
        _ = try ExportFolder(path: filled.folder.path + "/export").bring(to: other)
        let desk = try Desk(folder: other, isMirrored: false)
        defer { desk.close() }
        let token = try #require(SessionToken(filled.token))
        #expect(throws: DeskError.unauthorized) { try desk.session(token) }
        #expect(try desk.agents().map(\.agent.name) == ["Olga"])
    }

    /// What a visitor gets who asks for what is known of them.
    @Test func exportOfOneUser_hasNothingOfOthers_andNothingOfTheStaffs() async throws {
        let filled = try await FilledFolder()
        let files = try tree(try export(filled, .init(scope: .user(filled.user)), to: "export").path)
        for (path, bytes) in files {
            let text = String(decoding: bytes, as: UTF8.self)
            for foreign in ["another says", "secret-customer", "only for staff", "agent_id", "olga@desk", "telegram"] {
                #expect(!text.contains(foreign), "\(path) has \(foreign)")
            }
        }
        #expect(
            files.keys.filter { $0.hasSuffix(".jsonl") }.sorted() == [
                "attachments.jsonl", "contact_answers.jsonl", "contents.jsonl", "messages.jsonl", "sessions.jsonl",
                "tickets.jsonl", "user_attributes.jsonl", "users.jsonl",
            ])
        #expect(files["tickets/\(filled.chat).html"] != nil && files["tickets/\(filled.ticket).html"] != nil)
        #expect(files["tickets/\(filled.others).html"] == nil)
        #expect(files.keys.count { $0.hasPrefix("files/") } == 1)
        let text = String(decoding: files["messages.jsonl"] ?? [], as: UTF8.self)
        #expect(text.split(separator: "\n").count == 3 && text.contains("about that"))
    }

    @Test func exportOfOneTicket_hasThatOne_withNotesIfTheyAreAskedFor() async throws {
        let filled = try await FilledFolder()
        for withNotes in [true, false] {
            let request = ExportFolder.Request(scope: .ticket(filled.chat), withNotes: withNotes)
            let files = try tree(try export(filled, request, to: "export-\(withNotes)").path)
            #expect(files.keys.filter { $0.hasPrefix("tickets/") } == ["tickets/\(filled.chat).html"])
            #expect((files["notes.jsonl"] != nil) == withNotes)
            let page = String(decoding: files["tickets/\(filled.chat).html"] ?? [], as: UTF8.self)
            #expect(page.contains("only for staff") == withNotes)
            let messages = String(decoding: files["messages.jsonl"] ?? [], as: UTF8.self)
            #expect(messages.contains("agent_id") == withNotes && !messages.contains("about that"))
        }
        let nobody = ExportFolder.Request(scope: .ticket(TicketID(rawValue: 999)))
        #expect(throws: BackupError.nothingToExport(nobody.scope)) { try export(filled, nobody, to: "none") }
        #expect(access(filled.folder.path + "/none", F_OK) != 0)
    }

    @Test func exportBesideAServerAtWork_isOneMoment_andLeavesNothingBehind() async throws {
        let desk = try await DeskWithFiles()
        for number in 0..<20 { try await desk.say("line \(number)", with: desk.bring()) }
        let writing = Task {
            while !Task.isCancelled {
                try await desk.say("meanwhile", with: desk.bring())
                try await desk.bring()
                try await desk.removeUnsentFiles()
            }
        }
        let target = ExportFolder(path: desk.folder.path + "/export")
        let made = try target.write(.init(), of: desk.data, version: "test")
        writing.cancel()
        _ = try? await writing.value  // it ends as it can
        #expect(try names(in: desk.folder.path).filter { $0.contains("incomplete") }.isEmpty)
        #expect(access(target.path + "/otvet.db", F_OK) != 0)
        let other = desk.folder.path + "/other"
        #expect(try target.bring(to: other) == made)
        #expect(try DatabaseCopy(path: other + "/otvet.db").cursor() == made.cursor)
    }

    @Test func targetInUse_andNoDataFolder_areRefused() async throws {
        let filled = try await FilledFolder()
        let target = try export(filled, to: "export")
        #expect(throws: BackupError.notEmpty(target.path)) { try export(filled, to: "export") }
        #expect(throws: BackupError.noDatabase("/nowhere")) { try export(filled, from: "/nowhere", to: "other") }
    }

    @Test(arguments: [-1, 1]) func databaseOfAnotherVersion_isRefused_andSaysWhatToDo(step: Int) async throws {
        let filled = try await FilledFolder()
        let (known, found) = (StoreSummary.knownSchema, StoreSummary.knownSchema + step)
        try FilledFolder.run("PRAGMA user_version = \(found)", filled.data + "/otvet.db")
        let error: BackupError =
            step < 0 ? .olderSchema(found: found, known: known) : .newerSchema(found: found, known: known)
        #expect(throws: error) { try export(filled, to: "export") }
    }

    @Test func lostFile_isNamed_andThereIsNoExport() async throws {
        let filled = try await FilledFolder()
        for path in try contents(of: filled.data + "/files") { unlink(path) }
        let error = #expect(throws: BackupError.self) { try export(filled, to: "export") }
        #expect(error?.description.contains("is missing") == true)
        #expect(access(filled.folder.path + "/export", F_OK) != 0)
    }
}
