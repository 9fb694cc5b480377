import Domain
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup

/// What is brought back, and what is not.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RestoreTests {
    @Test func newestBackup_isFoundInItsFolder_andEachByItsOwnPath() async throws {
        let desk = try await DeskWithFiles()
        var names: [String] = []
        for second in 1...3 {
            let now = Timestamp(milliseconds: Int64(second) * 1000)
            names.append(try desk.backups.make(of: desk.data, version: "test", now: now).name)
        }
        #expect(try BackupFolder.find(desk.backups.path)?.name == names[2])
        #expect(try BackupFolder.find(desk.backups.path + "/")?.name == names[2])
        let first = try #require(try BackupFolder.find(desk.backups.path + "/" + names[0] + "/"))
        #expect(first.name == names[0] && first.folder.path == desk.backups.path)
        #expect(try BackupFolder.find(desk.folder.path) == nil)
    }

    @Test func fullFolder_isLeftAlone_andAnEmptyOneIsFilled() async throws {
        let desk = try await DeskWithFiles()
        let made = try desk.backups.make(of: desk.data, version: "test")
        #expect(throws: BackupError.notEmpty(desk.data)) { try desk.backups.restore(made.name, to: desk.data) }
        // A slash at the end changes nothing.
        _ = try desk.backups.restore(made.name, to: desk.folder.path + "/slash/")
        #expect(try DatabaseCopy(path: desk.folder.path + "/slash/otvet.db").cursor() == made.manifest.cursor)
        let empty = desk.folder.path + "/empty"
        mkdir(empty, 0o700)
        _ = try desk.backups.restore(made.name, to: empty)
        #expect(try DatabaseCopy(path: empty + "/otvet.db").cursor() == made.manifest.cursor)
    }

    enum Damage: CaseIterable { case database, file, missingFile, manifest, newerFormat, newerSchema }

    @Test(arguments: Damage.allCases)
    func damagedBackup_isRefused_andLeavesNothing(damage: Damage) async throws {
        let desk = try await DeskWithFiles()
        for number in 0..<50 { try await desk.say("line \(number)") }
        try await desk.say("with a file", with: desk.bring())
        let made = try desk.backups.make(of: desk.data, version: "test")
        let backup = desk.backups.path(of: made.name)
        let manifest = backup + "/manifest.json"
        func rewrite(_ json: [UInt8]) throws {
            unlink(manifest)
            try write(json, to: manifest)
        }
        switch damage {
        case .database: try scramble(backup + "/otvet.db")
        case .file: for path in try contents(of: desk.backups.filesPath) { try change(path) }
        case .missingFile: for path in try contents(of: desk.backups.filesPath) { unlink(path) }
        case .manifest: try rewrite(Array("{".utf8))
        case .newerFormat: try rewrite(Array(#"{"format":2}"#.utf8))
        case .newerSchema:
            var newer = made.manifest
            newer.schema = 1000
            try rewrite(newer.json)
        }
        let target = desk.folder.path + "/target"
        let error = #expect(throws: (any Error).self) { try desk.backups.restore(made.name, to: target) }
        #expect(error is BackupError || error is StoreError)
        #expect(try names(in: desk.folder.path).filter { $0.hasPrefix("target") }.isEmpty)
    }
}
