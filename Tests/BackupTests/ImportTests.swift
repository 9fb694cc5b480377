import Domain
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup

/// What is no export, or no whole one, makes no data folder.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ImportTests {
    /// What is wrong in a file, and what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let said: String
        var testDescription: String { said }
    }

    static let wrongs = [
        Wrong(file: "users", old: "{", new: "[", said: "users.jsonl, line 1: it is not an object of JSON"),
        Wrong(
            file: "tickets", old: "\"kind\"", new: "\"sort\"", said: "tickets.jsonl, line 1: there is no member “sort”"),
        Wrong(
            file: "tickets", old: "\"open\"", new: "\"ajar\"", said: "tickets.jsonl, line 2: CHECK constraint failed"),
        Wrong(
            file: "tickets", old: "\"kind\":\"chat\",", new: "",
            said: "tickets.jsonl, line 1: NOT NULL constraint failed"),
        Wrong(
            file: "messages", old: "\"ticket_id\":\"1\"", new: "\"ticket_id\":\"77\"",
            said: "messages.jsonl, line 1: FOREIGN KEY"),
        Wrong(
            file: "messages", old: "\"ticket_id\":\"1\"", new: "\"ticket_id\":1",
            said: "messages.jsonl, line 1: “ticket_id” has a value"),
        Wrong(
            file: "messages", old: "\"created_at\":\"2", new: "\"created_at\":\"x",
            said: "messages.jsonl, line 1: “created_at” has a value"),
        Wrong(
            file: "messages", old: "\"attachments\":[{", new: "\"attachments\":[1,{",
            said: "messages.jsonl, line 1: “attachments” has a value"),
        Wrong(
            file: "users", old: "\"chat_ticket_id\":\"1\"", new: "\"chat_ticket_id\":\"9\"",
            said: "users.jsonl, line 1: it refers to a ticket"),
        Wrong(
            file: "contents", old: "\"file\":\"files/", new: "\"file\":\"../../",
            said: "contents.jsonl, line 1: “file” has a value"),
        Wrong(
            file: "agents", old: "\"role\":\"admin\"", new: "\"role\":\"king\"",
            said: "agents.jsonl, line 1: “role” has a value"),
        Wrong(
            file: "agents", old: "\"name\"", new: "\"id\":\"1\",\"name\"",
            said: "agents.jsonl, line 1: “id” stands there twice"),
        Wrong(file: "canned_replies", old: "}\n", new: "}", said: "canned_replies.jsonl, line 1: it has no end"),
        Wrong(
            file: "canned_replies", old: "Hello!", new: "Hullo!",
            said: "canned_replies.jsonl is not what manifest.json says"),
        Wrong(
            file: "canned_replies", old: "{", new: "{\"id\":\"2\",\"shortcut\":\"x\",\"title\":\"\",\"text\":\"\"}\n{",
            said: "canned_replies.jsonl is not what"),
    ]

    @Test func wrongLines_areNamed_andNothingIsLeft() async throws {
        let filled = try await FilledFolder()
        let export = ExportFolder(path: filled.folder.path + "/export")
        _ = try export.write(.init(), of: filled.data, version: "test")
        let target = filled.folder.path + "/target"
        for wrong in Self.wrongs {
            let path = "\(export.path)/\(wrong.file).jsonl"
            let bytes = try #require(try read(path, limit: 1 << 20))
            let text = String(decoding: bytes, as: UTF8.self)
            let first = try #require(text.range(of: wrong.old), "\(wrong.said)")
            unlink(path)
            try write(Array(text.replacingCharacters(in: first, with: wrong.new).utf8), to: path)
            // A reference among users is looked at once all of it has been read and is what the manifest says.
            let manifest = wrong.file == "users" ? try seal(path, in: export) : nil
            let error = #expect(throws: BackupError.self, "\(wrong.said)") { try export.bring(to: target) }
            #expect(error?.description.contains(wrong.said) == true, "\(wrong.said): \(error?.description ?? "")")
            unlink(path)
            try write(bytes, to: path)
            if let manifest { try replace(manifest, in: export) }
        }
        #expect(try names(in: filled.folder.path).filter { $0.hasPrefix("target") }.isEmpty)
        _ = try export.bring(to: target)
    }

    /// Has the manifest say what a file is now. Returns what it said before.
    private func seal(_ path: String, in export: ExportFolder) throws -> ExportManifest {
        var lines = try LineReader(path, named: path)
        while try lines.next() != nil {}
        let (count, hash, before) = (lines.count, lines.finish(), try export.manifest())
        var manifest = before
        manifest.lines = before.lines.map {
            export.path + "/" + $0.file == path ? .init(file: $0.file, count: count, sha256: hash) : $0
        }
        try replace(manifest, in: export)
        return before
    }

    private func replace(_ manifest: ExportManifest, in export: ExportFolder) throws {
        unlink(export.path + "/manifest.json")
        try write(manifest.json, to: export.path + "/manifest.json")
    }

    @Test func changedFile_isNamed() async throws {
        let filled = try await FilledFolder()
        let export = ExportFolder(path: filled.folder.path + "/export")
        _ = try export.write(.init(), of: filled.data, version: "test")
        let file = try #require(try tree(export.path).keys.first { $0.hasPrefix("files/") })
        try change(export.path + "/" + file)
        let error = #expect(throws: BackupError.self) { try export.bring(to: filled.folder.path + "/target") }
        #expect(error?.description.contains(file) == true)
    }

    @Test func folderInUse_partOfAnExport_backup_andAnythingElse_areRefused() async throws {
        let filled = try await FilledFolder()
        let place = filled.folder.path
        let whole = ExportFolder(path: place + "/whole")
        let made = try whole.write(.init(), of: filled.data, version: "test")
        #expect(throws: BackupError.notEmpty(filled.data)) { try whole.bring(to: filled.data) }
        let part = ExportFolder(path: place + "/part")
        _ = try part.write(.init(scope: .user(filled.user)), of: filled.data, version: "test")
        #expect(throws: BackupError.partOfAnExport(part.path)) { try part.bring(to: place + "/target") }
        #expect(throws: BackupError.notAnExport(place)) { try ExportFolder(path: place).bring(to: place + "/target") }
        let backups = BackupFolder(path: place + "/backups")
        let backup = try backups.make(of: filled.data, version: "test")
        let one = backups.path(of: backup.name)
        #expect(throws: BackupError.notAnExport(one)) { try ExportFolder(path: one).bring(to: place + "/target") }
        // And an export is no backup.
        let (folder, name) = try #require(try BackupFolder.find(whole.path))
        #expect(throws: BackupError.isExport(whole.path + "/manifest.json")) {
            try folder.restore(name, to: place + "/target")
        }
        var older = made
        older.schema = 3
        try replace(older, in: whole)
        #expect(throws: BackupError.otherSchema(found: 3, by: "test", known: StoreSummary.knownSchema)) {
            try whole.bring(to: place + "/target")
        }
    }
}

extension String {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        var changed = self
        changed.replaceSubrange(range, with: text)
        return changed
    }
}
