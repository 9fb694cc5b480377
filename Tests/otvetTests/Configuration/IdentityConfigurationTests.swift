import Testing

@testable import otvet

/// Settings about who is who: keys of sites, and cookies.
@Suite struct IdentityConfigurationTests {
    private func configuration(_ settings: [Setting: String]) throws -> Configuration {
        try Configuration(SettingSources(flags: settings, environment: [:], file: nil))
    }

    @Test(
        arguments: [
            ("https://site.example/jwks.json", Configuration.Identity.KeySet.address("https://site.example/jwks.json")),
            ("http://127.0.0.1:8000/keys", .address("http://127.0.0.1:8000/keys")),
            ("http://localhost/keys", .address("http://localhost/keys")),
            ("/etc/otvet/jwks.json", .file("/etc/otvet/jwks.json")), ("jwks.json", .file("jwks.json")),
            ("http://site.example/keys", nil), ("http://127.0.0.1.evil.example/keys", nil),
            ("http://127.0.0.1@evil.example/keys", nil), ("ftp://site.example/keys", nil), ("https://", nil),
        ] as [(String, Configuration.Identity.KeySet?)])
    func keySet_comesFromAFile_orOverTLS(text: String, keySet: Configuration.Identity.KeySet?) {
        #expect((try? configuration([.jwks: text]))?.identity.keySet == keySet)
    }

    @Test(
        arguments: [
            ("127.0.0.1:8080", nil, false), ("[::1]:8080", nil, false),
            ("localhost:8080", "http://localhost:8080", false),
            ("127.0.0.1:8080", "https://desk.example", true), ("0.0.0.0:8080", nil, true),
            ("0.0.0.0:8080", "http://desk.example", true), ("127.evil.example:80", nil, true),
        ] as [(String, String?, Bool)])
    func cookies_areSecure_unlessOnlyThisMachineIsServed(listen: String, url: String?, isSecure: Bool) throws {
        var settings: [Setting: String] = [.listen: listen]
        settings[.publicURL] = url
        #expect(try configuration(settings).hasSecureCookies == isSecure)
    }
}
