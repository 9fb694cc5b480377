import HTTPEngine
import Testing

@testable import otvet

/// The setting `OTVET_TRUSTED_PROXIES`.
@Suite struct TrustedProxiesTests {
    private func configuration(_ text: String) throws -> Configuration {
        try Configuration(SettingSources(flags: [.trustedProxies: text], environment: [:], file: nil))
    }

    @Test(
        arguments: [
            ("10.0.0.0/8", ["10.0.0.0/8"]), ("127.0.0.1, ::1", ["127.0.0.1", "::1"]), ("none", []),
            ("::ffff:10.0.0.0/104,2001:db8::/32", ["10.0.0.0/8", "2001:db8::/32"]), ("", ["127.0.0.1", "::1"]),
        ])
    func proxies_areRead(text: String, networks: [String]) throws {
        #expect(try configuration(text).trustedProxies == networks.map { try #require(IPNetwork($0)) })
    }

    @Test(arguments: [
        "nginx", "10.0.0.0/8,nonsense", "10.0.0.0/8 192.168.0.0/16", "10.0.0.1:80", "*", ",", "10.0.0.1,",
    ])
    func whatCannotBeRead_isRefused_inALineThatNamesIt(text: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try configuration(text) }
        let bad = text.split(separator: ",").map { $0.filter { $0 != " " } }.last { IPNetwork($0) == nil } ?? ""
        let line = try #require(error).description
        #expect(line.hasPrefix("OTVET_TRUSTED_PROXIES (from the command line): "))
        #expect(line.contains("“\(bad)”") && !line.contains("\n"))
    }
}
