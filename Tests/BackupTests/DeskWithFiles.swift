import Domain
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk

/// A data folder in use: a visitor who writes and brings files, each of other content.
final class DeskWithFiles: Sendable {
    let folder = TemporaryFolder()
    let backups: BackupFolder
    let desk: Desk
    let token: SessionToken
    private let number = Counter()

    init() async throws {
        backups = BackupFolder(path: folder.path + "/backups")
        desk = try Desk(folder: folder.path + "/data", isMirrored: false)
        token = try await desk.openSession(context: VisitorContext()).token
    }

    deinit { desk.close() }

    var data: String { folder.path + "/data" }

    @discardableResult func bring() async throws -> AttachmentID {
        let path = "\(folder.path)/\(number.next())"
        try write(Array("the content of \(path)".utf8), to: path)
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        return try await desk.keepFile(
            descriptor, count: Int(status.st_size), name: "notes.txt", limit: 1 << 20, by: token
        ).id
    }

    func say(_ text: String, with file: AttachmentID? = nil) async throws {
        _ = try await desk.post(
            Desk.UserMessage(text: try MessageText(text), attachments: file.map { [$0] } ?? []), by: token)
    }

    /// Removes the files that were brought and not sent.
    func removeUnsentFiles() async throws {
        _ = try await desk.store.write { try $0.removeUnsent(before: Timestamp(milliseconds: .max), limit: 1000) }
        try await desk.removeUnusedFiles(batch: 1000)
    }
}

/// The paths of all files of content below a folder.
func contents(of folder: String) throws -> [String] {
    try names(in: folder).filter { $0.utf8.count == 2 }.flatMap { digits in
        try names(in: folder + "/" + digits).map { "\(folder)/\(digits)/\($0)" }
    }
}

/// Changes a byte in the middle of a file.
func change(_ path: String) throws {
    let bytes = try #require(try read(path, limit: 1 << 20))
    unlink(path)
    var changed = bytes
    changed[changed.count / 2] ^= 1
    try write(changed, to: path)
}

/// Overwrites some pages in the middle of a database.
func scramble(_ path: String) throws {
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    let rubbish = [UInt8](repeating: 0xA5, count: 4096)
    for page in 8..<40 { #expect(pwrite(descriptor, rubbish, 4096, off_t(page * 4096)) == 4096) }
}
