import Testing

@testable import HTTPEngine

@Suite struct IPAddressTests {
    @Test(
        arguments: [
            ("203.0.113.10", "203.0.113.10"), ("203.0.113.10:40001", "203.0.113.10"),
            ("203.0.113.10:1", "203.0.113.10"), ("[203.0.113.10]:80", "203.0.113.10"),
            ("\"203.0.113.10:40001\"", "203.0.113.10"),
            ("::ffff:203.0.113.10", "203.0.113.10"), ("::FFFF:cb00:710a", "203.0.113.10"),
            ("0:0:0:0:0:ffff:203.0.113.10", "203.0.113.10"), ("[::ffff:203.0.113.10]:443", "203.0.113.10"),
            ("64:ff9b::203.0.113.10", "203.0.113.10"), ("2001:DB8:0:0::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"), ("[2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"), ("fe80::1%eth0", "fe80::1"), ("[fe80::1%eth0]:80", "fe80::1"),
            ("::", "::"), ("::1", "::1"), ("::203.0.113.10", "::203.0.113.10"),
            ("64:ff9b:0:0:1::1", "64:ff9b::1:0:0:1"),
            ("2001:0db8:0000:0000:0000:0000:255.255.255.255", "2001:db8::ffff:ffff"),
        ])
    func address_isReadInEveryForm(text: String, normal: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == normal)
        #expect(address == IPAddress(normal))
        #expect(address.isIPv4 == !normal.contains(":"))
    }

    @Test(arguments: [
        "", " ", "unknown", "_hidden", "localhost", "203.0.113", "203.0.113.256", "203.0.113.010", "0x7f.0.0.1",
        "2130706433",
        "203.0.113.10:", "203.0.113.10:x", "203.0.113.10:123456", "203.0.113.10:-1", "203.0.113.10%eth0",
        "203.0.113.10 ",
        "[2001:db8::1", "2001:db8::1]", "[2001:db8::1]443", "[2001:db8::1]:",
        "[2001:db8::1]:x", "[]", "[]:80", ":80", "::%", "fe80::1%", ":::", "1::2::3", "2001:db8::1/64",
        "203.0.113.10/8",
        "\"", "\"\"", "203.0.113.10\0", "::1\0", "203.0.113.10,203.0.113.11", "١.١.١.١",
        String(repeating: "1", count: 100_000), "::1%" + String(repeating: "z", count: 100),
    ])
    func address_isRefused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        arguments: [
            ("203.0.113.10", "203.0.113.10/32", "203.0.113.10/32"),
            ("::ffff:203.0.113.10", "203.0.113.10/32", "203.0.113.10/32"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
            ("::1", "::/64", "::/48"),
        ])
    func network_isWhatCountsAsOneClient(text: String, network: String, wide: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.network.description == network)
        #expect(address.wideNetwork.description == wide)
        #expect(address.network.contains(address) && address.wideNetwork.contains(address))
        #expect(IPNetwork(network) == address.network && IPNetwork(wide) == address.wideNetwork)
    }

    @Test(
        arguments: [
            ("10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], ["11.0.0.0", "9.255.255.255", "a00::"]),
            ("10.1.2.3/8", ["10.9.9.9"], ["11.0.0.0"]), ("0.0.0.0/0", ["203.0.113.9"], ["2001:db8::1", "::"]),
            ("192.0.2.128/25", ["192.0.2.200"], ["192.0.2.127"]), ("192.0.2.1", ["192.0.2.1"], ["192.0.2.0"]),
            ("::ffff:10.0.0.0/104", ["10.200.0.1"], ["11.0.0.0"]),
            ("2001:db8::/32", ["2001:db8:ffff::1"], ["2001:db9::"]),
            ("::/0", ["2001:db8::1", "::1"], ["10.0.0.1"]), ("fe80::%eth0/10", ["fe80::1", "febf::1"], ["fec0::1"]),
            ("::1", ["::1"], ["::2", "127.0.0.1"]), ("64:ff9b::/96", ["203.0.113.9"], ["64:ff9b:0:0:1::"]),
            ("2001:db8::/65", ["2001:db8::1"], ["2001:db8::8000:0:0:0"]),
        ])
    func network_hasItsAddresses(text: String, inside: [String], outside: [String]) throws {
        let network = try #require(IPNetwork(text))
        for text in inside { #expect(network.contains(try #require(IPAddress(text))), "\(text)") }
        for text in outside { #expect(!network.contains(try #require(IPAddress(text))), "\(text)") }
    }

    @Test(arguments: [
        "", "/", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/x", "10/8",
        "2001:db8::/129", "::ffff:10.0.0.0/90", "10.0.0.1:80", "[::1]", "*", "localhost", "10.0.0.0/ 8",
        "10.0.0.0-10.0.0.9",
    ])
    func network_isRefused(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
