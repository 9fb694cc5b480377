import Testing

@testable import otvet

@Suite struct ProxyAddressTests {
    @Test(
        arguments: [
            ("http://proxy:3128", "proxy", 3128, true), ("https://proxy.example:443/", "proxy.example", 443, true),
            ("socks5://127.0.0.1:1080", "127.0.0.1", 1080, false), ("socks5h://[::1]:1080", "::1", 1080, true),
            ("socks5h://desk:p%40ss%2Fword@proxy:1080", "proxy", 1080, true),
            ("socks4://desk@proxy:1", "proxy", 1, false),
        ] as [(String, String, UInt16, Bool)])
    func address_isRead_andShownWithoutItsPassword(text: String, host: String, port: UInt16, resolves: Bool) throws {
        let proxy = try #require(ProxyAddress(text))
        #expect(proxy.host == host && proxy.port == port && proxy.resolvesNames == resolves && proxy.url == text)
        #expect(!"\(proxy)".contains("desk") && !"\(proxy)".contains("word"))
        #expect("\(proxy)".contains(host))
    }

    @Test(arguments: [
        "", "proxy", "proxy:3128", "http://", "http://proxy", "http://:3128", "http://proxy:", "http://proxy:0",
        "http://proxy:99999", "gopher://proxy:70", "socks5://a@b@proxy:1080", "http://proxy:3128/path",
        "http://us er@proxy:3128", "http://proxy:3128\n", "HTTP://proxy:3128?x",
    ])
    func address_isRefused(text: String) {
        #expect(ProxyAddress(text) == nil)
    }
}
