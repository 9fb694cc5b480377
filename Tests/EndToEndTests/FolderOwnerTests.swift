import Foundation
import Glibc
import TestSupport
import Testing

/// Commands of root on a data folder that is somebody else's, below a folder that only root can enter, as systemd has it.
@Suite(.enabled(if: geteuid() == 0), .timeLimit(.minutes(2))) struct FolderOwnerTests {
    /// A user of no name, as systemd lends them.
    private static let owner: uid_t = 61_234
    private let outer = TemporaryFolder()
    private var data: String { outer.path + "/private/otvet" }
    private var settings: String { outer.path + "/otvet.conf" }

    /// A server has run here as the owner.
    private func prepare() async throws {
        try FileManager.default.createDirectory(atPath: outer.path + "/private", withIntermediateDirectories: false)
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", data])
        let client = try APIClient(port: program.port)
        _ = try await client.say("hello", as: try await client.openSession())
        try await program.stop()
        for path in try files() { #expect(chown(path, Self.owner, Self.owner) == 0) }
        chmod(outer.path + "/private", 0o700)
        try "OTVET_DATA=\(data)\nOTVET_PUBLIC_URL=https://desk.example\n".write(
            toFile: settings, atomically: true, encoding: .utf8)
        chmod(settings, 0o600)
    }

    private func files() throws -> [String] {
        try [data] + FileManager.default.subpathsOfDirectory(atPath: data).map { data + "/" + $0 }
    }

    private func ofOthers() throws -> [String] {
        try files().filter { path in
            var status = stat()
            return lstat(path, &status) != 0 || status.st_uid != Self.owner || status.st_gid != Self.owner
        }
    }

    @Test func commandsOfRoot_leaveNothingThatTheOwnerCannotWrite() async throws {
        try await prepare()
        let backups = outer.path + "/backups"
        for command in [
            ["agent", "add", "Anna", "--admin"], ["agent", "list"], ["check"], ["check", "--repair"], ["doctor"],
            ["backup", backups], ["export", outer.path + "/export"], ["erase", "1", "--yes"],
        ] {
            // What a server leaves when it is killed is made anew by whoever comes first.
            for name in ["otvet.lock", "search.db", "search.db-wal", "search.db-shm"] { unlink(data + "/" + name) }
            let ended = try await Program.run(command + ["--config", settings])
            #expect(ended.status == 0, "\(command): \(ended.output)\(ended.complaints)")
            #expect(try ofOthers() == [], "\(command)")
        }
        var status = stat()
        #expect(lstat(backups, &status) == 0 && status.st_uid == 0 && status.st_mode & 0o777 == 0o700)
    }
}
