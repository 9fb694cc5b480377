import Glibc
import TestSupport
import Testing

/// `otvet agent` as an operator uses it, beside a running server and without one.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AgentCommandTests {
    private let folder = TemporaryFolder()

    private func agent(_ arguments: String...) async throws -> (status: Int32, output: String, complaints: String) {
        try await Program.run(
            ["agent"] + arguments + ["--data", folder.path], environment: ["OTVET_PUBLIC_URL": "https://desk.example/"])
    }

    private func start() async throws -> Program {
        try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
    }

    private func invitation(_ output: String) throws -> String {
        let line = try #require(output.split(separator: "\n").last)
        #expect(line.hasPrefix("https://desk.example/admin#invitation="))
        return try #require(line.split(separator: "=").last.map(String.init))
    }

    private func setPassword(_ program: Program, _ invitation: String) async throws -> HTTPReply {
        try await APIClient(port: program.port).post(
            "/api/admin/password", #"{"invitation":"\#(invitation)","password":"correct horse battery"}"#)
    }

    private func signIn(_ program: Program) async throws -> HTTPReply {
        try await APIClient(port: program.port).post(
            "/api/admin/sign-in", #"{"name":"anna@shop.example","password":"correct horse battery"}"#)
    }

    @Test(arguments: [false, true]) func account_isMade_andManaged(besideServer: Bool) async throws {
        var program: Program? = try await start()
        if !besideServer {
            try await program?.stop()
            program = nil
        }
        let added = try await agent("add", "Anna", "--admin", "--login", "anna@shop.example")
        #expect(added.status == 0 && added.complaints.isEmpty)
        let link = try invitation(added.output)
        if !besideServer { program = try await start() }
        let running = try #require(program)
        let signedIn = try await setPassword(running, link)
        #expect(signedIn.status == 200)
        #expect(try signedIn.json["role"]?.string == "admin")
        let cookie = try #require(signedIn["Set-Cookie"]?.split(separator: ";").first.map(String.init))
        let again = try await setPassword(running, link)
        #expect(again.status == 400)
        // Who reads it is the administrator who was made in a terminal.
        let entries = try await APIClient(port: running.port)
            .get("/api/admin/audit", fields: ["Cookie": cookie]).json["entries"]?.elements ?? []
        #expect(entries.map { $0["action"]?.string } == ["password_set", "agent_added"])
        #expect(entries.last?["actor"]?["kind"]?.string == "command_line")
        #expect(entries.last?["actor"]?["name"]?.string?.isEmpty == false && entries.last?["surface"]?.string == "command")
        let listed = try await agent("list")
        #expect(listed.output.contains("Anna  admin"))
        let disabled = try await agent("disable", "anna")
        #expect(disabled.status == 0)
        let refused = try await signIn(running)
        #expect(refused.status == 401)
        let me = try await APIClient(port: running.port).get("/api/admin/me", fields: ["Cookie": cookie])
        #expect(me.status == 401)
        let enabled = try await agent("enable", "Anna")
        #expect(enabled.status == 0)
        #expect(enabled.output == "Switched on. The password is the one before.\n")
        let numbered = try await agent("enable", "1")
        #expect(numbered.status == 0 && listed.output.hasPrefix("1  "))
        let back = try await signIn(running)
        #expect(back.status == 200)
        let moved = try await agent("login", "anna@shop.example", "a.p@shop.example")
        #expect(moved.status == 0 && moved.output.contains("a.p@shop.example"))
        let reset = try await agent("reset", "a.p@shop.example")
        let renewed = try await setPassword(running, try invitation(reset.output))
        #expect(renewed.status == 200)
        // The server goes on as if nothing had been there beside it.
        let client = try APIClient(port: running.port)
        let sent = try await client.say("hello", as: try await client.openSession())
        #expect(sent.status == 201)
        #expect(try await running.stop() == 0)
    }

    @Test func eachMistake_isOneLine_thatSaysWhatToDo() async throws {
        try await start().stop()
        _ = try await agent("add", "Anna")
        let taken = try await agent("add", "ANNA")
        #expect(taken.status == 65 && taken.complaints.contains("another"))
        let unknown = try await agent("disable", "Boris")
        #expect(unknown.status == 65 && unknown.complaints.contains("otvet agent list"))
        let homeless = try await Program.run(["agent", "add", "Boris", "--data", folder.path])
        #expect(homeless.status == 78 && homeless.complaints.contains("OTVET_PUBLIC_URL"))
        for ended in [taken, unknown, homeless] { #expect(ended.complaints.split(separator: "\n").count == 1) }
    }

    @Test func help_hasTheFlagsThatMatter() async throws {
        for (command, flags) in [
            ("list", ["--data", "--config"]), ("enable", ["--data", "--config"]),
            ("add", ["--data", "--config", "--public-url", "--login"]),
            ("reset", ["--data", "--config", "--public-url"]),
        ] {
            let help = try await Program.run(["agent", command, "--help"]).output
            for flag in flags { #expect(help.contains(flag), "\(command)") }
            #expect(!help.contains("--listen") && !help.contains("--telegram"), "\(command)")
        }
    }

    /// Both write at once, and neither minds.
    @Test func accountsAndMessages_areWrittenAtTheSameTime() async throws {
        let program = try await start()
        let client = try APIClient(port: program.port)
        let session = try await client.openSession()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<5 {
                    let added = try await agent("add", "Agent \(number)")
                    #expect(added.status == 0, "\(added.complaints)")
                }
            }
            for number in 0..<50 {
                let reply = try await client.say("\(number)", as: session)
                #expect(reply.status == 201)
            }
            try await group.waitForAll()
        }
        let listed = try await agent("list")
        #expect(listed.output.split(separator: "\n").count == 5)
        #expect(try await program.stop() == 0)
    }

    @Test(arguments: [["list"], ["add", "Anna"], ["disable", "Anna"], ["enable", "Anna"], ["reset", "Anna"]])
    func folderWithoutData_isRefused_andStaysAsItIs(command: [String]) async throws {
        let missing = folder.path + "/typo"
        let ended = try await Program.run(
            ["agent"] + command + ["--data", missing], environment: ["OTVET_PUBLIC_URL": "https://desk.example"])
        #expect(ended.status >= 64 && ended.complaints.contains(missing))
        #expect(access(missing, F_OK) != 0)
    }
}
