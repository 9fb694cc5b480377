import Glibc
import TestSupport
import Testing

/// What the program says from its first line on.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StartLogTests {
    private let folder = TemporaryFolder()

    private func start(_ environment: [String: String] = [:]) async throws -> Program {
        try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path], environment: environment)
    }

    @Test func firstLine_saysWhatRuns() async throws {
        let program = try await start(["OTVET_TRUSTED_PROXIES": "127.0.0.1,10.0.0.0/8"])
        let line = try #require(program.complained.split(separator: "\n").first)
        for fact in ["[Otvet]", "version=0.", "commit=", "data=\(folder.path)", "telegram=off", "10.0.0.0/8"] {
            #expect(line.contains(fact), "\(line)")
        }
        #expect(!line.contains("odd="))
    }

    @Test(
        arguments: [
            (["TELEGRAM_BOT_TOKN": "x"], "TELEGRAM_BOT_TOKEN"), (["ENABLE_LOGING": "true"], "ENABLE_LOGGING"),
            (["telegram_proxy": "x"], "TELEGRAM_PROXY"), (["TELEGRAM_CHANNEL": "x"], "TELEGRAM_CHANNEL"),
            (
                [
                    "OTVET_PORT": "tcp://10.96.0.12:8080", "OTVET_SERVICE_HOST": "10.96.0.12",
                    "OTVET_SERVICE_PORT": "8080", "OTVET_SERVICE_PORT_HTTP": "8080",
                    "OTVET_PORT_8080_TCP": "tcp://10.96.0.12:8080", "OTVET_PORT_8080_TCP_PROTO": "tcp",
                    "OTVET_PORT_8080_TCP_PORT": "8080", "OTVET_PORT_8080_TCP_ADDR": "10.96.0.12",
                    "OTVET_WEB_SERVICE_HOST": "10.96.0.13", "OTVET_WEB_PORT": "tcp://10.96.0.13:80",
                ], "Kubernetes"
            ),
            (["NEXT_PUBLIC_SUPABASE_URL": "https://x", "NEXT_PUBLIC_SUPABASE_ANON_KEY": "secret"], "Supabase"),
        ] as [([String: String], String)])
    func whatLooksLikeASettingAndIsNone_isNamed_andTheProgramStarts(
        environment: [String: String], word: String
    ) async throws {
        let program = try await start(environment)
        let lines = program.complained.split(separator: "\n")
        #expect(lines.count == 1 && lines[0].contains("warning") && lines[0].contains(word), "\(lines)")
        for name in environment.keys { #expect(lines[0].contains(name)) }
        #expect(!lines[0].contains("secret"))
    }

    @Test func refusedSignIn_andRefusedKey_areLoggedByTheClientsAddress_andNothingElse() async throws {
        let program = try await start(["OTVET_ADMIN_TOKEN": "an-admin-token-of-the-tests"])
        let client = try APIClient(port: program.port)
        let forwarded = ["X-Forwarded-For": "203.0.113.9"]
        let body = #"{"name":"Typed-Name","password":"typed password"}"#
        #expect(try await client.post("/api/admin/sign-in", fields: forwarded, body).status == 401)
        try await eventually { program.complained.contains("sign-in refused client=203.0.113.9") }
        #expect(try await client.get("/api/admin/agents", token: "a-wrong-key-of-somebody").status == 401)
        try await eventually { program.complained.contains("key refused client=127.0.0.1") }
        // A browser whose session has ended is nobody who tries.
        #expect(try await client.get("/api/admin/me").status == 401)
        let said = program.complained
        #expect(!said.contains("Typed-Name") && !said.contains("typed password") && !said.contains("wrong-key"))
        #expect(said.split(separator: "\n").count == 3)
    }

    @Test func everydayLife_isLoggedOnRequest() async throws {
        let program = try await start(["ENABLE_LOGGING": "true"])
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        #expect(try await client.say("my-secret-words", as: token).status == 201)
        let live = try await LiveClient(port: program.port)
        try await live.send(#"{"type":"auth","token":"\#(token)"}"#)
        _ = try await live.next()
        #expect(try await program.stop() == 0)
        let said = program.complained
        for line in ["[Session] opened", "[Support] message posted", "[WebSocket] opened"] {
            #expect(said.contains(line), "\(said)")
        }
        #expect(!said.contains("secret-words"))
        live.close()
    }

    /// In a sandbox without /proc, where libdispatch ends the process within a second.
    @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/unshare", X_OK) == 0))
    func withoutProc_theStartIsRefused_andTheLineSaysWhy() async throws {
        let hide = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
        let ended = try #require(
            try await Program.run(
                anyOf: ["/usr/bin/unshare"], ["-m", "/bin/sh", "-c", hide, Program.executable, "serve"],
                environment: ["PATH": "/usr/bin:/bin"]))
        #expect(ended.status == 71)
        #expect(ended.output.hasPrefix("otvet: /proc is not mounted"))
    }
}
