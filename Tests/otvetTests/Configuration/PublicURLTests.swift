import Testing

@testable import otvet

@Suite struct PublicURLTests {
    @Test(
        arguments: [
            ("https://desk.example", "https://desk.example", "https://desk.example"),
            ("https://desk.example/", "https://desk.example", "https://desk.example"),
            ("https://Desk.Example:443/", "https://desk.example", "https://desk.example"),
            ("http://desk.example:80", "http://desk.example", "http://desk.example"),
            ("http://desk.example:8080/desk//", "http://desk.example:8080/desk", "http://desk.example:8080"),
            ("HTTPS://example.com/Desk/a", "https://example.com/Desk/a", "https://example.com"),
            ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
            ("https://[2001:db8::1]/", "https://[2001:db8::1]", "https://[2001:db8::1]"),
        ])
    func address_hasOneForm_andTheOriginThatBrowsersSay(text: String, form: String, origin: String) throws {
        let url = try #require(PublicURL(text))
        #expect(url.text == form && url.origin == origin)
    }

    @Test(arguments: [
        "desk.example", "ftp://desk.example", "https://", "https:///desk", "https://desk.example:port",
        "https://desk.example:0", "https://desk.example:99999", "https://desk.example?x=1", "https://desk.example/#x",
        "https://name:word@desk.example", "https://desk.example/a/../b", "https://desk.example//a",
        "https://desk example", "https://desk.example/a b", "https://стол.example", "https://desk.example # x",
    ])
    func whatBrowsersCouldNotReach_isRefused(text: String) {
        #expect(PublicURL(text) == nil)
    }
}
