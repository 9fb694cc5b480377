import Domain
import Files
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk

/// A backup of a data folder in use, and what comes of it elsewhere.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MakeBackupTests {
    @Test func backupUnderLoad_broughtBackElsewhere_holdsAllThatWasSaidBeforeIt() async throws {
        let desk = try await DeskWithFiles()
        for number in 0..<20 { try await desk.say("before \(number)", with: number % 4 == 0 ? desk.bring() : nil) }
        let writing = Task {
            while !Task.isCancelled { try await desk.say("meanwhile", with: desk.bring()) }
        }
        let made = try desk.backups.make(of: desk.data, version: "test")
        writing.cancel()
        _ = try? await writing.value  // it ends as it can
        #expect(made.manifest.files >= 5 && made.copied == made.manifest.files)

        let other = desk.folder.path + "/restored"
        #expect(try desk.backups.restore(made.name, to: other).manifest == made.manifest)
        let database = try DatabaseCopy(path: other + "/otvet.db")
        let files = try FileFolder(path: other + "/files")
        for file in try database.files(after: 0) { #expect(try files.isWhole(file.name, of: file.size)) }
        let copy = try Desk(folder: other, isMirrored: false)
        defer { copy.close() }
        let messages = try copy.conversation(of: desk.token, limit: 500).history.messages
        #expect(messages.prefix(20).map(\.text) == (0..<20).map { "before \($0)" })
        // What the copy does not have is refused, also once as much has happened again.
        try await desk.say("after it")
        let lost = try desk.desk.newestCursor()
        #expect(lost > made.manifest.cursor)
        #expect(throws: DeskError.cursorUnknown) { try copy.staffEvents(after: lost) }
    }

    @Test func nextBackup_copiesOnlyWhatIsNew_andOldOnesGoWithWhatOnlyTheyHad() async throws {
        let desk = try await DeskWithFiles()
        func make(_ second: Int64, keeping count: Int? = nil) throws -> BackupFolder.Made {
            try desk.backups.make(
                of: desk.data, keeping: count, version: "test", now: Timestamp(milliseconds: second * 1000))
        }
        try await desk.say("kept", with: desk.bring())
        #expect(try make(1).copied == 1)
        try await desk.bring()
        let second = try make(2)
        #expect(second.copied == 1 && second.manifest.files == 2)
        #expect(try make(3).copied == 0)
        try await desk.removeUnsentFiles()
        #expect(try contents(of: desk.backups.filesPath).count == 2)
        let last = try make(4, keeping: 1)
        #expect(last.removed == 3 && last.manifest.files == 1)
        #expect(try desk.backups.backups() == [last.name])
        #expect(try contents(of: desk.backups.filesPath).count == 1)
    }

    @Test func whatAnInterruptedBackupLeft_isRemoved_andIsNoBackup() async throws {
        let desk = try await DeskWithFiles()
        try desk.backups.prepare()
        let draft = desk.backups.draft(of: "2026-01-01T000000.000Z")
        mkdir(draft, 0o700)
        try write([1, 2, 3], to: draft + "/otvet.db")
        #expect(try desk.backups.backups().isEmpty)
        _ = try desk.backups.make(of: desk.data, version: "test")
        #expect(access(draft, F_OK) != 0)
    }

    @Test func missingFile_isSaid_andThereIsNoBackup() async throws {
        let desk = try await DeskWithFiles()
        try await desk.say("with a file", with: desk.bring())
        for path in try contents(of: desk.data + "/files") { unlink(path) }
        let error = #expect(throws: BackupError.self) { try desk.backups.make(of: desk.data, version: "test") }
        #expect(error?.description.contains("is missing") == true)
        #expect(try desk.backups.backups().isEmpty)
    }

    @Test func damagedFile_isSaid() async throws {
        let desk = try await DeskWithFiles()
        try await desk.say("with a file", with: desk.bring())
        for path in try contents(of: desk.data + "/files") { try change(path) }
        let error = #expect(throws: BackupError.self) { try desk.backups.make(of: desk.data, version: "test") }
        #expect(error?.description.contains("is damaged") == true)
    }

    @Test func folderWithSomethingElse_folderInUse_andNoDataFolder_areRefused() async throws {
        let desk = try await DeskWithFiles()
        let letters = TemporaryFolder()
        try write([1], to: letters.path + "/letter.txt")
        #expect(throws: BackupError.noDatabase(letters.path)) {
            try desk.backups.make(of: letters.path, version: "test")
        }
        #expect(throws: BackupError.notABackup(letters.path)) {
            try BackupFolder(path: letters.path).make(of: desk.data, version: "test")
        }
        try desk.backups.prepare()
        let lock = try FolderLock(folder: desk.backups.path)
        #expect(throws: BackupError.busy(desk.backups.path)) { try desk.backups.make(of: desk.data, version: "test") }
        withExtendedLifetime(lock) {}
    }
}
