import Glibc
import TestSupport
import Testing

/// `otvet erase` as an operator uses it, beside a running server and without one.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EraseCommandTests {
    private let folder = TemporaryFolder()

    private func erase(_ arguments: String...) async throws -> (status: Int32, output: String, complaints: String) {
        try await Program.run(["erase"] + arguments + ["--data", folder.path])
    }

    @Test(arguments: [false, true]) func person_isErased(besideServer: Bool) async throws {
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let client = try APIClient(port: program.port)
        let token = try #require(try await client.post("/api/support/session").json["session"]?["token"]?.string)
        let sent = try await client.post("/api/support/chat/send", token: token, #"{"message":"zebra"}"#)
        #expect(sent.status == 201)
        if !besideServer { try await program.stop() }
        let unknown = try await erase("nobody", "--yes")
        #expect(unknown.status == EX_DATAERR && unknown.complaints.contains("there is no user “nobody”"))
        let unconfirmed = try await erase("1")
        #expect(unconfirmed.status == EX_DATAERR && unconfirmed.complaints.contains("--yes"))
        #expect(
            unconfirmed.output.contains(
                "Stored: 1 ticket, 1 message, 0 notes, 0 files, 1 session, 0 topics in Telegram."))
        let erased = try await erase("1", "--yes")
        #expect(erased.status == 0 && erased.complaints == "")
        #expect(erased.output.contains("Erased: 1 ticket, 1 message, 0 notes, 0 files, and all sessions."))
        #expect(erased.output.contains("Backups made before now") && !erased.output.contains("To do"))
        if besideServer {
            let after = try await client.get("/api/support/chat/poll?after=0", token: token)
            #expect(after.status == 401)
            try await program.stop()
        }
        let again = try await erase("1", "--yes")
        #expect(again.status == EX_DATAERR)
    }

    @Test func whoIsAskedOnATerminal_typesTheWord_orNothingIsRemoved() async throws {
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let sent = try await APIClient(port: program.port).post("/api/support/chat/send", #"{"message":"zebra"}"#)
        #expect(sent.status == 201)
        try await program.stop()
        for (typed, status, said) in [
            ("yes", EXIT_FAILURE, "Nothing was removed."), ("erase", EXIT_SUCCESS, "Erased: 1 ticket"),
        ] {
            let dialogue = try Dialogue(["erase", "1", "--data", folder.path], isTerminal: true)
            let shown = try await dialogue.hear("to go on:")
            #expect(shown.contains("#1, no name") && shown.contains("Stored: 1 ticket, 1 message"))
            dialogue.type(typed)
            let ended = try await dialogue.end()
            #expect(ended.status == status && ended.output.contains(said))
        }
    }
}
