import Foundation
import TestSupport
import Testing

/// SIGHUP: what changes takes effect, or is said to need a restart; and whatever is wrong changes nothing.
@Suite(.timeLimit(.minutes(2))) struct ReloadTests {
    private let folder = TemporaryFolder()
    private var file: String { folder.path + "/otvet.conf" }

    private func write(_ lines: String...) throws {
        try (lines + [""]).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    private func start() async throws -> Program {
        try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path + "/data", "--config", file])
    }

    /// Reloads, and waits until each of these is in the log.
    private func reload(_ program: Program, _ expected: String...) async throws {
        program.signal(SIGHUP)
        for text in expected { try await eventually { program.complained.contains(text) } }
    }

    @Test func settings_takeEffect_orAreSaidToNeedARestart() async throws {
        try write(
            "OTVET_ALLOWED_ORIGINS=https://shop.example", "OTVET_ADMIN_TOKEN=the-operators-first-key",
            "OTVET_CHALLENGE=off")
        let program = try await start()
        let client = try APIClient(port: program.port)
        func session(from origin: String) async throws -> Int {
            try await client.post("/api/support/session", fields: ["Origin": origin], "{}").status
        }
        func tickets(key: String) async throws -> Int {
            try await client.get("/api/admin/tickets", token: key).status
        }
        #expect(try await session(from: "https://other.example") == 403)
        #expect(try await tickets(key: "the-operators-first-key") == 200)
        try write(
            "OTVET_ALLOWED_ORIGINS=https://shop.example,https://other.example",
            "OTVET_ADMIN_TOKEN=the-operators-second-key", "OTVET_CHALLENGE=off", "OTVET_MAX_FILE_MB=7")
        try await reload(
            program, "OTVET_ALLOWED_ORIGINS has changed\n", "OTVET_ADMIN_TOKEN has changed\n",
            "OTVET_MAX_FILE_MB has changed and needs a restart\n")
        #expect(!program.complained.contains("second-key"))
        #expect(try await session(from: "https://other.example") == 201)
        #expect(try await tickets(key: "the-operators-first-key") == 401)
        #expect(try await tickets(key: "the-operators-second-key") == 200)
        // What still waits for a restart is said again.
        let before = program.complained.count
        program.signal(SIGHUP)
        try await eventually {
            program.complained.dropFirst(before).contains("OTVET_MAX_FILE_MB has changed and needs a restart")
        }
        #expect(!program.complained.dropFirst(before).contains("OTVET_ADMIN_TOKEN"))
        #expect(try await program.stop() == 0)
    }

    @Test func challengeAndLog_followTheSettings() async throws {
        try write("OTVET_CHALLENGE=off")
        let program = try await start()
        let client = try APIClient(port: program.port)
        #expect(try await client.post("/api/support/session", "{}").status == 201)
        try write("OTVET_CHALLENGE=on", "OTVET_LOG_FORMAT=json")
        try await reload(program, #""message":"OTVET_CHALLENGE has changed""#)
        #expect(try await client.post("/api/support/session", "{}").status != 201)
        try await reload(program, "nothing has changed")
        #expect(try await program.stop() == 0)
    }

    @Test func siteKeysAndProxies_followTheSettings() async throws {
        try write("OTVET_TRUSTED_PROXIES=none")
        let program = try await start()
        let old = try APIClient(port: program.port)
        let token = #"{"token":"\#(IdentityTests.token)"}"#
        func signIn(from address: String, through client: APIClient) async throws {
            _ = try await client.post(
                "/api/admin/sign-in", fields: ["X-Forwarded-For": address],
                #"{"name":"Nobody","password":"wrong password"}"#)
        }
        #expect(try await old.post("/api/support/identify", token).status != 201)
        try await signIn(from: "203.0.113.9", through: old)
        try await eventually { program.complained.contains("sign-in refused client=127.0.0.1 ") }
        let keys = folder.path + "/jwks.json"
        try IdentityTests.keySet.write(toFile: keys, atomically: true, encoding: .utf8)
        try write("OTVET_TRUSTED_PROXIES=127.0.0.1", "OTVET_JWKS=\(keys)")
        try await reload(program, "OTVET_TRUSTED_PROXIES has changed\n", "OTVET_JWKS has changed\n")
        #expect(try await old.post("/api/support/identify", token).status == 201)
        try await signIn(from: "203.0.113.9", through: APIClient(port: program.port))
        try await eventually { program.complained.contains("sign-in refused client=203.0.113.9 ") }
        #expect(try await program.stop() == 0)
    }

    @Test func wrongSettings_changeNothing() async throws {
        try write("OTVET_ADMIN_TOKEN=the-operators-first-key")
        let program = try await start()
        let client = try APIClient(port: program.port)
        try write("OTVET_ADMIN_TOKEN=the-operators-second-key", "OTVET_MAX_FILE_MB=many")
        try await reload(program, "settings not reloaded, those before stay in force: OTVET_MAX_FILE_MB")
        #expect(try await client.get("/api/admin/tickets", token: "the-operators-first-key").status == 200)
        #expect(try await program.stop() == 0)
    }

    @Test func certificate_isShownAnew_unlessItCannotBeUsed() async throws {
        let shown = TestCertificate()
        try write("OTVET_TLS_CERTIFICATE=\(shown.path)", "OTVET_TLS_KEY=\(shown.keyPath)")
        let program = try await start()
        func works(with certificate: TestCertificate) async throws -> Bool {
            var offer = SocketClient.TLSOffer()
            offer.certificate = certificate
            do {
                _ = try SocketClient(host: "127.0.0.1", port: program.port, tls: offer)
                return true
            } catch SocketClient.Failure.tls {
                return false
            }
        }
        func replace(_ certificate: TestCertificate, key: TestCertificate) throws {
            for (from, to) in [(certificate.path, shown.path), (key.keyPath, shown.keyPath)] {
                try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to))
            }
        }
        let first = TestCertificate()
        try replace(first, key: first)
        #expect(try await !works(with: first))
        try await reload(program, "certificate renewed, until ")
        #expect(try await works(with: first))
        let (next, expired) = (TestCertificate(), TestCertificate(from: -7200, until: -3600))
        try replace(next, key: first)
        try await reload(program, "those before stay in force: OTVET_TLS_KEY (from \(shown.keyPath)): the key is not")
        try replace(expired, key: expired)
        try await reload(program, "OTVET_TLS_CERTIFICATE (from \(shown.path)): the certificate has expired")
        #expect(try await works(with: first))
        try write("OTVET_CHALLENGE=auto")
        try await reload(program, "OTVET_TLS_CERTIFICATE has changed and needs a restart")
        #expect(try await works(with: first))
        #expect(try await program.stop() == 0)
    }
}
