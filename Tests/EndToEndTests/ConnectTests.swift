import Glibc
import Store
import TelegramSimulator
import TestSupport
import Testing

/// `otvet telegram connect` as somebody uses it, and the server after it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ConnectTests {
    private func connect(
        _ fixture: TelegramFixture, _ flags: [String] = [], token: String? = nil, isTerminal: Bool = false,
        settings: [String: String] = [:]
    ) throws -> Dialogue {
        let environment = [
            "TELEGRAM_API_URL": fixture.address, "TELEGRAM_BOT_TOKEN": token ?? fixture.telegram.configuration.token,
        ]
        return try Dialogue(
            ["telegram", "connect", "--data", fixture.folder.path] + flags,
            environment: environment.merging(settings) { $1 }, isTerminal: isTerminal)
    }

    /// The code that it asks to be posted.
    private func code(_ dialogue: Dialogue) async throws -> String {
        let said = try await dialogue.hear("/connect ")
        return try #require(said.split(whereSeparator: \.isWhitespace).last.map(String.init))
    }

    @Test func postedCode_connectsTheGroup_andTheServerUsesIt() async throws {
        let fixture = try TelegramFixture()
        let dialogue = try connect(fixture)
        let code = try await code(dialogue)
        try fixture.telegram.change { try $0.write("hello", by: .named("Olga")) }
        try fixture.telegram.change { try $0.write("/connect 00000000", by: .named("Mallory")) }
        try fixture.telegram.change { try $0.write("/connect@desk_bot \(code.lowercased())", by: .named("Olga")) }
        let ended = try await dialogue.end()
        #expect(ended.status == 0)
        #expect(ended.output.contains("Connected “Support” (-1001234567890)"))
        #expect(ended.complaints.isEmpty)
        #expect(fixture.telegram.group.messages(in: nil).last?.text?.hasPrefix("✅") == true)
        let program = try await fixture.start(["TELEGRAM_SUPPORT_CHAT_ID": ""])
        let client = try APIClient(port: program.port)
        try await client.say("question", as: try await client.openSession())
        try await eventually { fixture.delivered == ["question"] }
        // While it runs, it has the updates.
        let second = try await connect(fixture).end()
        #expect(second.status == 73)
        #expect(second.complaints.contains("another otvet is running"))
        #expect(try await program.stop() == 0)
    }

    @Test func answersThatWaited_areKeptForTheServer() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        try await client.say("question", as: token)
        try await eventually { fixture.delivered == ["question"] }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        #expect(try await program.stop() == 0)
        try fixture.telegram.change { try $0.write("answer", in: topic, by: .named("Olga")) }
        let dialogue = try connect(fixture)
        let code = try await code(dialogue)
        try fixture.telegram.change { try $0.write(code, by: .anonymousAdmin()) }
        #expect(try await dialogue.end().status == 0)
        let again = try await fixture.start(updates: "off")
        let reader = try APIClient(port: again.port)
        var texts: [String] = []
        while !texts.contains("answer") {
            let page = try await reader.get("/api/support/chat/poll", token: token).json
            texts = page["messages"]?.elements.compactMap { $0["text"]?.string } ?? []
        }
        #expect(try await again.stop() == 0)
    }

    @Test func unfitGroup_isToldWhatItLacks_untilItIsCured() async throws {
        let fixture = try TelegramFixture { $0.isForum = false }
        var rights = Rights()
        rights.manageTopics = false
        rights.pinMessages = false
        fixture.telegram.change { $0.grant(rights) }
        let dialogue = try connect(fixture)
        let code = try await code(dialogue)
        try fixture.telegram.change { try $0.write("/connect \(code)", by: .named("Olga")) }
        let said = try await dialogue.hear("post the code again")
        #expect(said.contains("no topics") && said.contains("“Manage topics”") && said.contains("“Pin messages”"))
        #expect(try StoreSummary(folder: fixture.folder.path)?.telegramGroup == nil)
        rights.manageTopics = true
        fixture.telegram.change {
            $0.grant(rights)
            $0.setForum(true)
        }
        try fixture.telegram.change { try $0.write("/connect \(code)", by: .named("Olga")) }
        let ended = try await dialogue.end()
        #expect(ended.status == 0)
        #expect(ended.output.contains("“Pin messages”") && !ended.output.contains("“Manage topics”"))
        #expect(try StoreSummary(folder: fixture.folder.path)?.telegramGroup == -1_001_234_567_890)
    }

    @Test(arguments: [(["y"], [], true), (["n"], [], false), ([], ["--delete-webhook"], true)])
    func webhook_isDeleted_onlyIfThePersonAgrees(answer: [String], flags: [String], isDeleted: Bool) async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "webhook")
        let reply = try await APIClient(port: program.port).post(
            "/api/telegram/setup-webhook?url=https://desk.example/secret-path", token: TelegramFixture.adminToken)
        #expect(reply.status == 200)
        #expect(try await program.stop() == 0)
        let dialogue = try connect(fixture, flags)
        let said = try await dialogue.hear("webhook at desk.example;")
        #expect(!said.contains("secret-path"))
        for line in answer { dialogue.type(line) }
        if isDeleted {
            _ = try await code(dialogue)
            dialogue.signal(SIGINT)
            #expect(try await dialogue.end().status == 130)
        } else {
            let ended = try await dialogue.end()
            #expect(ended.status == 69)
            #expect(ended.complaints.contains("--delete-webhook"))
        }
        let deletions = fixture.telegram.group.calls.filter { $0.method == "deleteWebhook" }.count
        #expect(deletions == (isDeleted ? 1 : 0))
    }

    @Test(arguments: [true, false])
    func token_isAskedFor_andATerminalDoesNotShowIt(isTerminal: Bool) async throws {
        let fixture = try TelegramFixture()
        let token = fixture.telegram.configuration.token
        let dialogue = try connect(fixture, token: "", isTerminal: isTerminal)
        _ = try await dialogue.hear("token")
        dialogue.type(isTerminal ? "oops\u{7F}\u{7F}\u{7F}\u{7F}" + token : token)
        let said = try await dialogue.hear("/connect ")
        #expect(said.contains("@desk_bot") && !said.contains("simulator-token"))
        dialogue.signal(SIGTERM)
        let ended = try await dialogue.end()
        #expect(ended.status == 143)
        #expect(!(ended.output + ended.complaints).contains("simulator-token"))
    }

    @Test func controlC_atTheQuestion_endsIt() async throws {
        let dialogue = try connect(try TelegramFixture(), token: "", isTerminal: true)
        _ = try await dialogue.hear("token")
        dialogue.type("7000000001:half\u{3}")
        #expect(try await dialogue.end().status == 130)
    }

    @Test func eachWayToFail_isOneLine_withItsStatus() async throws {
        let fixture = try TelegramFixture()
        let cases: [(flags: [String], token: String, settings: [String: String], status: Int32, says: String)] = [
            (["--timeout", "1"], fixture.telegram.configuration.token, [:], 75, "in 1 s"),
            ([], "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA", [:], 78, "@BotFather"),
            ([], "nonsense", [:], 78, "TELEGRAM_BOT_TOKEN"),
            (
                [], fixture.telegram.configuration.token, ["TELEGRAM_API_URL": "http://127.0.0.1:1"], 69,
                "otvet doctor"
            ),
        ]
        for row in cases {
            let ended = try await connect(fixture, row.flags, token: row.token, settings: row.settings).end()
            #expect(ended.status == row.status)
            #expect(ended.complaints.contains(row.says))
            #expect(ended.complaints.split(separator: "\n").count == 1)
            #expect(!(ended.output + ended.complaints).contains(row.token))
        }
        #expect(try await connect(fixture, ["--timeout", "0"]).end().status == 64)
        let mute = try await Program.run(["telegram", "connect", "--data", fixture.folder.path])
        #expect(mute.status == 78 && mute.complaints.contains("TELEGRAM_BOT_TOKEN"))
    }
}
