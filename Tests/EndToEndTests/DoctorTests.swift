import Dispatch
import Foundation
import Store
import TelegramSimulator
import TestSupport
import Testing

/// `otvet doctor` as somebody uses it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DoctorTests {
    private func examine(
        _ fixture: TelegramFixture, _ settings: [String: String] = [:], flags: [String] = ["--json"]
    ) async throws -> (status: Int32, output: String, complaints: String) {
        let environment = [
            "OTVET_DATA": fixture.folder.path, "TELEGRAM_BOT_TOKEN": fixture.telegram.configuration.token,
            "TELEGRAM_SUPPORT_CHAT_ID": "\(fixture.telegram.configuration.chatID)",
            "TELEGRAM_API_URL": fixture.address,
        ]
        return try await Program.run(["doctor"] + flags, environment: environment.merging(settings) { $1 })
    }

    private func names(_ json: String, _ status: String) throws -> [String] {
        try JSONView(parsing: Array(json.utf8))["checks"]?.elements.filter { $0["status"]?.string == status }
            .compactMap { $0["name"]?.string } ?? []
    }

    @Test func nothingIsBroken_besideARunningServer_andNothingIsTakenFromIt() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start()
        let ended = try await examine(fixture)
        #expect(ended.status == 0 && ended.complaints.isEmpty)
        #expect(try names(ended.output, "ok").count == 18)
        #expect(!ended.output.contains("simulator-token"))
        let text = try await examine(fixture, flags: []).output
        #expect(text.split(separator: "\n").count == 19)
        #expect(text.contains("Nothing is broken."))
        let client = try APIClient(port: program.port)
        try await client.say("question", as: try await client.openSession())
        try await eventually { fixture.delivered == ["question"] }
        #expect(try await program.stop() == 0)
    }

    /// What is written meanwhile waits, whatever can be read.
    @Test func lockOfAnotherProgram_isNamed() async throws {
        let fixture = try TelegramFixture()
        try Store(folder: fixture.folder.path) { _ in }.close()
        let store = try Store(folder: fixture.folder.path, isBeside: true) { _ in }
        let (holds, end) = (Gate(), DispatchSemaphore(value: 0))
        async let writing: Void = store.write { _ in
            holds.open()
            end.wait()
        }
        await holds.wait()
        let ended = try await examine(fixture)
        end.signal()
        try await writing
        store.close()
        #expect(ended.status == 1)
        #expect(try names(ended.output, "broken") == ["database"])
        #expect(ended.output.contains("locked by process \(getpid())"), "\(ended.output)")
    }

    /// The search is made anew by whoever opens the store, so it is damaged behind the server's back here.
    @Test func damagedSearch_isNamed() async throws {
        let fixture = try TelegramFixture()
        try Store(folder: fixture.folder.path) { _ in }.close()
        try Data(repeating: 0xA5, count: 8192).write(to: URL(fileURLWithPath: fixture.folder.path + "/search.db"))
        let ended = try await examine(fixture)
        #expect(ended.status == 1)
        #expect(try names(ended.output, "broken") == ["search"])
    }

    /// Something that is wrong, and the check that it breaks.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let broken: String
        let settings: [String: String]
        let change: @Sendable (inout Group) -> Void
        /// A check that depends on it.
        let skipped: String?

        var testDescription: String { broken }

        /// The bot lacks a right.
        init(_ name: String, without take: @escaping @Sendable (inout Rights) -> Void) {
            self.init(broken: name) {
                var rights = Rights()
                take(&rights)
                $0.grant(rights)
            }
        }

        init(
            broken: String, settings: [String: String] = [:], skipped: String? = nil,
            change: @escaping @Sendable (inout Group) -> Void = { _ in }
        ) {
            self.broken = broken
            self.settings = settings
            self.skipped = skipped
            self.change = change
        }
    }

    @Test(arguments: [
        Trouble(broken: "settings", settings: ["OTVET_LOOPS": "none"], skipped: "data folder"),
        Trouble(broken: "data folder", settings: ["OTVET_DATA": "/dev/null/otvet"], skipped: "database"),
        Trouble(broken: "free disk", settings: ["OTVET_MIN_FREE_MB": "1000000"]),
        Trouble(broken: "DNS", settings: ["TELEGRAM_API_URL": "http://no.such.host.invalid"], skipped: "connection"),
        Trouble(broken: "DNS", settings: ["TELEGRAM_PROXY": "socks5h://a:hunter2@no.such.host.invalid:1080"]),
        Trouble(broken: "connection", settings: ["TELEGRAM_API_URL": "http://127.0.0.1:1"], skipped: "token"),
        Trouble(broken: "connection", settings: ["TELEGRAM_PROXY": "http://a:hunter2@127.0.0.1:1"], skipped: "clock"),
        Trouble(
            broken: "token", settings: ["TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"],
            skipped: "webhook"),
        Trouble(broken: "webhook", settings: ["TELEGRAM_UPDATES": "webhook"]),
        Trouble(broken: "group", settings: ["TELEGRAM_SUPPORT_CHAT_ID": "-1009"], skipped: "topics"),
        Trouble(broken: "group", settings: ["TELEGRAM_SUPPORT_CHAT_ID": ""], skipped: "pin messages"),
        Trouble(broken: "group", skipped: "administrator") { $0.add(Fault(.kicked, method: "getChat")) },
        Trouble(broken: "token", settings: ["TELEGRAM_BOT_TOKENS": "7000000002:AAAAAAAAAAAAAAAAAAAAAAAA"]),
        Trouble(broken: "topics") { $0.setForum(false) },
        Trouble("manage topics") { $0.manageTopics = false }, Trouble("delete messages") { $0.deleteMessages = false },
        Trouble("pin messages") { $0.pinMessages = false },
    ])
    func trouble_isNamedAlone_withItsCure(trouble: Trouble) async throws {
        let fixture = try TelegramFixture()
        fixture.telegram.change { trouble.change(&$0) }
        let ended = try await examine(fixture, trouble.settings)
        #expect(ended.status == 1)
        #expect(try names(ended.output, "broken") == [trouble.broken])
        if let skipped = trouble.skipped { #expect(try names(ended.output, "skipped").contains(skipped)) }
        #expect(!ended.output.contains("simulator-token") && !ended.output.contains("hunter2"))
    }

    @Test func everything_isLookedAtThroughTheProxy_andTheKeptGroupIsFound() async throws {
        let fixture = try TelegramFixture()
        let store = try Store(folder: fixture.folder.path) { _ in }
        try await store.write { try $0.setTelegramGroup(-1_001_234_567_890) }
        store.close()
        let ended = try await examine(
            fixture,
            [
                "TELEGRAM_SUPPORT_CHAT_ID": "",
                "TELEGRAM_API_URL": "http://api.telegram.invalid",
                "TELEGRAM_PROXY": fixture.address.replacing("http://", with: "http://desk:hunter2@"),
            ])
        #expect(ended.status == 0)
        #expect(ended.output.contains("through http://127.0.0.1:") && !ended.output.contains("hunter2"))
    }

    @Test func groupThatMoved_isFollowed() async throws {
        let fixture = try TelegramFixture()
        fixture.telegram.change { $0.migrate(to: -1_009_999) }
        let ended = try await examine(fixture)
        #expect(ended.status == 0)
        #expect(ended.output.contains("(-1009999, moved from -1001234567890)"))
    }

    @Test func whatIsOddAboutTheSettings_isListed_asServeLogsIt() async throws {
        let odd = [
            "TELEGRAM_BOT_TOKN": "x", "OTVET_SERVICE_HOST": "10.96.0.12", "SUPABASE_URL": "https://x",
            "TELEGRAM_FILES_DIR": "/nonexistent",
        ]
        let ended = try await examine(try TelegramFixture(), odd, flags: [])
        #expect(ended.status == 0)
        let lines = ended.output.split(separator: "\n").filter { $0.contains(" odd: ") }
        #expect(lines.count == odd.count)
        for name in odd.keys { #expect(lines.contains { $0.contains(name) }, "\(name)") }
    }

    @Test func withoutAToken_TelegramIsSkipped_andNothingIsBroken() async throws {
        let ended = try await examine(
            try TelegramFixture(), ["TELEGRAM_BOT_TOKEN": "", "TELEGRAM_SUPPORT_CHAT_ID": ""])
        #expect(ended.status == 0)
        #expect(try names(ended.output, "skipped").count == 12)
    }
}
