import Glibc

/// The address of one host. Every notation of an IPv4 address is the same address: `203.0.113.9`, `::ffff:203.0.113.9`
/// (as dual-stack sockets show it) and `64:ff9b::203.0.113.9` (as translators write it, RFC 6052) are equal.
public struct IPAddress: Sendable, Hashable {
    /// The sixteen bytes as two numbers. An IPv4 address is stored as `::ffff:a.b.c.d`.
    let high: UInt64
    let low: UInt64

    /// Takes the bytes as they are.
    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// Parses an address as proxies write it: alone or with a port (`203.0.113.9:40001`, `[2001:db8::1]:443`), in
    /// brackets, in quotes, or with a zone, which is dropped. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        var text = Substring(text).utf8
        if text.count > 1, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
            text = text.dropFirst().dropLast()
        }
        if text.first == UInt8(ascii: "[") {
            guard let end = text.firstIndex(of: UInt8(ascii: "]")), isPortOrNothing(text[end...].dropFirst()),
                let address = IPAddress(alone: text[..<end].dropFirst())
            else { return nil }
            self = address
            return
        }
        let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        // A single colon comes before a port; with two or more it is IPv6.
        if colon < text.endIndex, !text[colon...].dropFirst().contains(UInt8(ascii: ":")) {
            guard isPortOrNothing(text[colon...]) else { return nil }
            text = text[..<colon]
        }
        self.init(alone: text)
    }

    /// Parses an address without brackets and port.
    init?(alone text: some Collection<UInt8>) {
        // The longest is an IPv6 address with an embedded IPv4 address, followed by a zone.
        guard (2...64).contains(text.count) else { return nil }
        let zone = text.firstIndex(of: UInt8(ascii: "%"))
        if let zone, text.distance(from: zone, to: text.endIndex) < 2 { return nil }
        let digits = text[..<(zone ?? text.endIndex)]
        guard !digits.contains(0) else { return nil }
        let name = digits.map { CChar(truncatingIfNeeded: $0) } + [0]
        if digits.contains(UInt8(ascii: ":")) {
            var bytes = in6_addr()
            guard inet_pton(AF_INET6, name, &bytes) == 1 else { return nil }
            self.init(bytes)
        } else {
            var bytes = in_addr()
            guard zone == nil, inet_pton(AF_INET, name, &bytes) == 1 else { return nil }
            self.init(bytes)
        }
    }

    init(_ bytes: in6_addr) {
        let (high, low) = withUnsafeBytes(of: bytes) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
        // This prefix of 96 bits is followed by an IPv4 address.
        if self.high == 0x0064_ff9b_0000_0000, self.low >> 32 == 0 {
            self.init(high: 0, low: 0xffff_0000_0000 | self.low)
        }
    }

    init(_ bytes: in_addr) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(UInt32(bigEndian: bytes.s_addr))) }

    /// The network that counts as one client: an IPv4 address, or the /64 of an IPv6 address, because whoever has
    /// one address of a /64 has them all.
    public var network: IPNetwork { IPNetwork(self, bits: isIPv4 ? 128 : 64) }

    /// The network that counts as one customer of a provider: an IPv4 address, or the /48 of an IPv6 address, which is
    /// the most that a customer is usually given.
    public var wideNetwork: IPNetwork { IPNetwork(self, bits: isIPv4 ? 128 : 48) }
}

private func isPortOrNothing(_ text: Substring.UTF8View) -> Bool {
    guard let colon = text.first else { return true }
    let digits = text.dropFirst()
    return colon == UInt8(ascii: ":") && (1...5).contains(digits.count)
        && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}

extension IPAddress: CustomStringConvertible {
    /// The numeric form (RFC 5952), without brackets.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isIPv4 {
            var bytes = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
            inet_ntop(AF_INET, &bytes, &text, socklen_t(text.count))
        } else {
            var bytes = (high.bigEndian, low.bigEndian)
            inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
