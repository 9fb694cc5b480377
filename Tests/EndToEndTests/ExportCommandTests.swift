import Foundation
import Glibc
import TestSupport
import Testing

/// `otvet export` and `otvet import` as an operator meets them.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ExportCommandTests {
    @Test func exportBesideAServer_saysWhatIsInIt_andIsForItsOwnerAlone() async throws {
        let folder = TemporaryFolder()
        let (data, target) = (folder.path + "/data", folder.path + "/export")
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", data])
        let client = try APIClient(port: program.port)
        #expect(try await client.post("/api/support/chat/send", #"{"message":"Hello there"}"#).status == 201)
        let made = try await Program.run(["export", "--data", data, "--language", "ru", target])
        #expect(made.status == 0 && made.output.contains("1 ticket, 0 files"), "\(made.complaints)")
        let page = try String(decoding: Data(contentsOf: URL(filePath: target + "/tickets/1.html")), as: UTF8.self)
        #expect(page.contains("Hello there") && page.contains("Посетитель"))
        for path in try FileManager.default.subpathsOfDirectory(atPath: target) + [""] {
            var status = stat()
            #expect(stat(target + "/" + path, &status) == 0 && status.st_mode & 0o077 == 0, "\(path)")
        }
        let brought = try await Program.run(["import", "--data", folder.path + "/new", target])
        #expect(brought.status == 0 && brought.output.contains("Agents need new passwords"), "\(brought.complaints)")
        #expect(try await Program.run(["import", "--data", data, target]).status == EX_CANTCREAT)
        let user = try await Program.run(["export", "--data", data, "--user", "1", folder.path + "/user"])
        #expect(user.status == 0, "\(user.complaints)")
        let nobody = try await Program.run(["export", "--data", data, "--ticket", "77", folder.path + "/none"])
        #expect(nobody.status == EX_CANTCREAT && nobody.complaints.contains("there is no ticket 77"))
        #expect(try await program.stop() == 0)
    }

    @Test(arguments: [
        ["--user", "x"], ["--user", "1", "--ticket", "1"], ["--user", "1", "--with-secrets"], ["--language", "de"],
    ])
    func wrongFlags_areRefused(flags: [String]) async throws {
        #expect(try await Program.run(["export"] + flags + ["/tmp/nowhere"]).status == EX_USAGE)
    }

    @Test func whatIsNoDataFolder_andNoExport_isSaid() async throws {
        let folder = TemporaryFolder()
        let made = try await Program.run(["export", "--data", folder.path, folder.path + "/export"])
        #expect(made.status == EX_CANTCREAT && made.complaints.contains("there is no database"))
        let brought = try await Program.run(["import", "--data", folder.path + "/new", folder.path])
        #expect(brought.status == EX_CANTCREAT && brought.complaints.contains("is not an export"))
    }
}
