import Foundation
import TestSupport
import Testing

/// The program's own TLS from outside: what it starts with, what it refuses, and what the doctor says of it.
@Suite(.timeLimit(.minutes(2))) struct OwnTLSTests {
    private let folder = TemporaryFolder()

    private func flags(_ command: String, _ certificate: String, _ key: String, _ more: String...) -> [String] {
        let listen = command == "serve" ? ["--listen", "127.0.0.1:0"] : []
        return [command, "--data", folder.path, "--tls-certificate", certificate, "--tls-key", key] + listen + more
    }

    @Test func program_speaksTLS_andOnlyThat() async throws {
        let certificate = TestCertificate.shared
        let program = try await Program.start(
            flags("serve", certificate.path, certificate.keyPath, "--public-url", "https://localhost"),
            environment: ["OTVET_ADMIN_TOKEN": TelegramFixture.adminToken])
        let plain = try await APIClient(port: program.port).get("/healthz")
        #expect(plain.status == 400 && plain.text.contains("https_required"))
        // RFC 6797 §7.2: it is not said without TLS.
        #expect(plain["Strict-Transport-Security"] == nil)
        try await TestTransport.$current.withValue(.tls) {
            let client = try APIClient(port: program.port)
            let health = try await client.get("/healthz")
            #expect(health.status == 200 && health["Strict-Transport-Security"] == "max-age=63072000")
            let live = try await LiveClient(port: program.port)
            try await live.send(#"{"type":"auth","token":"\#(try await client.openSession())"}"#)
            guard case .frame(let frame) = try await live.next() else {
                Issue.record("the socket was closed")
                return
            }
            #expect(frame["type"]?.string == "ready")
            live.close()
            let metrics = try await client.get("/metrics", token: TelegramFixture.adminToken).text
            #expect(metrics.contains("\notvet_certificate_expiry_timestamp_seconds "))
        }
        #expect(try await program.stop() == 0)
    }

    /// Browsers hold it against every port of a host, and another server may be at the usual one.
    @Test func strictTransport_isNotAsked_whereTheAddressHasAPort() async throws {
        let certificate = TestCertificate.shared
        let program = try await Program.start(
            flags("serve", certificate.path, certificate.keyPath, "--public-url", "https://localhost:8443"))
        let health = try await TestTransport.$current.withValue(.tls) {
            try await APIClient(port: program.port).get("/healthz")
        }
        #expect(health.status == 200 && health["Strict-Transport-Security"] == nil)
    }

    @Test func filesThatCannotBeUsed_keepTheProgramFromStarting() async throws {
        let good = TestCertificate.shared
        let nothing = folder.path + "/nothing.pem"
        let (other, encrypted) = (TestCertificate(), TestCertificate())
        encrypted.encryptKey()
        let cases = [
            (nothing, good.keyPath, "OTVET_TLS_CERTIFICATE (from \(nothing)): the file can't be read"),
            (good.path, nothing, "OTVET_TLS_KEY (from \(nothing)): the file can't be read"),
            (good.path, good.path, "OTVET_TLS_KEY (from \(good.path)): the file has no private key"),
            (good.keyPath, good.keyPath, "(from \(good.keyPath)): the file has no certificate"),
            (good.path, other.keyPath, "OTVET_TLS_KEY (from \(other.keyPath)): the key is not that of \(good.path)"),
            (encrypted.path, encrypted.keyPath, "OTVET_TLS_KEY (from \(encrypted.keyPath)): the key has a passphrase"),
            (good.path, "", "OTVET_TLS_KEY is missing"), ("", good.keyPath, "OTVET_TLS_CERTIFICATE is missing"),
        ]
        for (certificate, key, complaint) in cases {
            let ended = try await Program.run(flags("serve", certificate, key))
            #expect(ended.status == 78 && ended.complaints.split(separator: "\n").count == 1)
            #expect(ended.complaints.contains(complaint), "\(ended.complaints)")
        }
    }

    /// The staff's answers go on through Telegram, and a new certificate needs no restart.
    @Test func expiredCertificate_isAnErrorInTheLog_andNoReasonNotToStart() async throws {
        let expired = TestCertificate(from: -7200, until: -3600)
        let program = try await Program.start(flags("serve", expired.path, expired.keyPath))
        try await eventually { program.complained.contains("error [Otvet] the certificate has expired on ") }
        #expect(try await program.stop() == 0)
    }

    @Test func doctor_looksAtTheCertificate() async throws {
        let good = TestCertificate()
        chmod(good.keyPath, 0o644)
        let fine = try await Program.run(
            flags("doctor", good.path, good.keyPath, "--public-url", "https://desk.example"))
        #expect(fine.status == 0 && fine.output.contains("valid for 90 days, until "), "\(fine.output)")
        #expect(fine.output.contains("odd: other users of this machine may read or change the key \(good.keyPath)"))
        #expect(fine.output.contains("odd: the certificate is not for desk.example"))
        for (start, end, detail) in [
            (-7200, -3600, "expired"), (3600, 7200, "is valid from"), (-60, 5 * 86_400 + 60, "5 more days"),
        ] {
            let certificate = TestCertificate(from: start, until: end)
            let ended = try await Program.run(flags("doctor", certificate.path, certificate.keyPath))
            #expect(ended.output.contains(detail), "\(ended.output)")
            #expect(ended.output.contains("BROKEN   certificate") == (end < 86_400 * 2))
        }
        let none = try await Program.run(["doctor", "--data", folder.path])
        #expect(!none.output.contains("certificate"))
    }
}
