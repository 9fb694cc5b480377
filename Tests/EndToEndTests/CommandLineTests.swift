import Store
import TestSupport
import Testing

/// Flags and settings that are wrong: how the program ends, and what it says.
@Suite(.serialized) struct CommandLineTests {
    @Test(
        arguments: [
            (["--listen", "nowhere"], [:], "OTVET_LISTEN"),
            ([], ["OTVET_LISTEN": "127.0.0.1:99999"], "OTVET_LISTEN"),
            ([], ["OTVET_LISTNE": "127.0.0.1:1"], "OTVET_LISTNE"),
            ([], ["OTVET_ADMIN_TOKEN": "short"], "OTVET_ADMIN_TOKEN"),
            ([], ["OTVET_ADMIN_TOKEN": "0123456789 abcdef"], "OTVET_ADMIN_TOKEN"),
            ([], ["TELEGRAM_API_URL": "https://api.telegram.org/bot"], "TELEGRAM_API_URL"),
            (["--allowed-origins", "shop.example"], [:], "OTVET_ALLOWED_ORIGINS"),
            (["--challenge", "maybe"], [:], "OTVET_CHALLENGE"),
            (["--telegram-language", "fr"], [:], "TELEGRAM_LANGUAGE"),
            ([], ["OTVET_RATE_LIMITS": "maybe"], "OTVET_RATE_LIMITS"),
            ([], ["OTVET_LOOPS": "0"], "OTVET_LOOPS"),
            ([], ["ENABLE_LOGGING": "perhaps"], "ENABLE_LOGGING"),
            ([], ["TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"], "TELEGRAM_SUPPORT_CHAT_ID"),
            ([], ["TELEGRAM_SUPPORT_CHAT_ID": "-1001234567890"], "TELEGRAM_BOT_TOKEN"),
            (
                ["--telegram-updates", "pigeon", "--telegram-support-chat-id", "-1"],
                ["TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"], "TELEGRAM_UPDATES"
            ),
            ([], ["TELEGRAM_PROXY": "proxy:3128"], "TELEGRAM_PROXY"),
            (
                ["--telegram-support-chat-id", "-1", "--telegram-board", "maybe"],
                ["TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"], "TELEGRAM_BOARD"
            ),
            (
                ["--telegram-support-chat-id", "-1", "--telegram-remind-after-minutes", "0"],
                ["TELEGRAM_BOT_TOKEN": "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"], "TELEGRAM_REMIND_AFTER_MINUTES"
            ),
            ([], ["TELEGRAM_PROXY": "gopher://proxy:70"], "TELEGRAM_PROXY"),
            ([], ["OTVET_JWT_SECRET": "short"], "OTVET_JWT_SECRET"),
            ([], ["OTVET_JWT_SECRET": "-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQ"], "OTVET_JWT_SECRET"),
            (["--jwks", "http://keys.example/jwks.json"], [:], "OTVET_JWKS"),
            (["--jwks", "/nonexistent"], [:], "OTVET_JWKS"),
            (["--identity-unsigned", "maybe"], [:], "OTVET_IDENTITY_UNSIGNED"),
            (["--public-url", "desk.example"], [:], "OTVET_PUBLIC_URL"),
            (["--telegram-files-dir", "bot-api"], [:], "TELEGRAM_FILES_DIR"),
            ([], ["TELEGRAM_FILES_DIR": "/"], "TELEGRAM_FILES_DIR"),
            (["--config", "/nonexistent"], [:], "/nonexistent"), (["--config", "/tmp"], [:], "/tmp"),
            ([], ["OTVET_CONFIG": "/tmp"], "/tmp"),
            (["--web", "/nonexistent"], [:], "OTVET_WEB"),
            ([], ["OTVET_WEB": "/tmp"], "OTVET_WEB"),
        ] as [([String], [String: String], String)])
    func wrongSetting_isOneLineThatNamesIt(
        arguments: [String], environment: [String: String], name: String
    ) async throws {
        let folder = TemporaryFolder()
        let ended = try await Program.run(["serve", "--data", folder.path] + arguments, environment: environment)
        #expect(ended.status == 78)
        #expect(ended.complaints.contains(name))
        #expect(ended.complaints.split(separator: "\n").count == 1)
        #expect(ended.output.isEmpty)
    }

    @Test(arguments: [
        ("OTVET_ADMIN_TOKEN", "hunter2"), ("OTVET_JWT_SECRET", "hunter2"), ("TELEGRAM_BOT_TOKEN", "hunter2"),
        ("TELEGRAM_API_URL", "api.telegram.org/bot7000000001:hunter2"),
        ("OTVET_ADMIN_TOKEN", "hunter2 hunter2 hunter2"),
        ("TELEGRAM_PROXY", "socks5h://desk:hunter2@proxy"), ("TELEGRAM_PROXY", "http://desk:hunter2/@proxy:3128"),
    ])
    func secret_isNotRepeatedInAComplaint(name: String, value: String) async throws {
        let ended = try await Program.run(["serve"], environment: [name: value])
        #expect(ended.status == 78)
        #expect(!ended.complaints.contains("hunter2"))
    }

    @Test func unknownFlag_isAUsageError() async throws {
        #expect(try await Program.run(["serve", "--nonsense"]).status == 64)
    }

    @Test func version_isOneLine_withItsNumber_theCommit_andTheSchema() async throws {
        let ended = try await Program.run(["--version"])
        #expect(ended.status == 0)
        #expect(ended.output.split(separator: "\n").count == 1)
        let line = /otvet [0-9]+\.[0-9]+\.[0-9]+ \(([0-9a-f]{12}|unknown)\), schema ([0-9]+)\n/
        let found = try #require(try line.wholeMatch(in: ended.output))
        #expect(Int(found.2) == StoreSummary.knownSchema)
    }

    @Test func help_namesEverySetting() async throws {
        let ended = try await Program.run(["serve", "--help"])
        #expect(ended.status == 0)
        for name in [
            "OTVET_LISTEN", "OTVET_DATA", "OTVET_ADMIN_TOKEN", "OTVET_RATE_LIMITS", "ENABLE_LOGGING",
            "TELEGRAM_BOT_TOKEN", "TELEGRAM_SUPPORT_CHAT_ID", "TELEGRAM_API_URL", "TELEGRAM_UPDATES",
            "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_BOARD", "TELEGRAM_REMIND_AFTER_MINUTES", "--listen", "--data", "--web",
            "--config",
        ] { #expect(ended.output.contains(name)) }
    }

    @Test func secondProgramOnTheSameFolder_andPortInUse_areNamed() async throws {
        let (folder, other) = (TemporaryFolder(), TemporaryFolder())
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let sameFolder = try await Program.run(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        #expect(sameFolder.status >= 64)
        #expect(sameFolder.complaints.contains(folder.path))
        let samePort = try await Program.run(["serve", "--listen", "127.0.0.1:\(program.port)", "--data", other.path])
        #expect(samePort.status >= 64)
        #expect(samePort.complaints.contains("\(program.port)"))
    }

    @Test(arguments: [("--listen", "OTVET_LISTEN"), ("--telegram-listen", "--telegram-listen")])
    func portThatIsInUse_isNamedWithItsSetting(flag: String, setting: String) async throws {
        let (folder, other) = (TemporaryFolder(), TemporaryFolder())
        let program = try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
        let addresses = ["--listen": "127.0.0.1:0", "--telegram-listen": "127.0.0.1:0"]
            .merging([flag: "127.0.0.1:\(program.port)"]) { $1 }
        let demo = try await Program.run(["demo", "--data", other.path] + addresses.flatMap { [$0, $1] })
        #expect(demo.status >= 64)
        #expect(demo.complaints.contains("127.0.0.1:\(program.port)") && demo.complaints.contains("(\(setting))"))
    }
}
