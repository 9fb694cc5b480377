/// A range of addresses with the same first bits, such as `10.0.0.0/8` or `2001:db8::/32`. IPv4 and IPv6 are separate:
/// `::/0` contains no IPv4 address.
public struct IPNetwork: Sendable, Hashable {
    /// The first address of the range.
    public let address: IPAddress
    /// How many of the 128 bits are fixed; the bits of an IPv4 network come after the first 96.
    private let bits: Int

    /// - Parameter bits: 0 to 128.
    init(_ address: IPAddress, bits: Int) {
        self.address = Self.first(of: address, bits)
        self.bits = bits
    }

    /// Parses an address (a network of one host), or an address, a slash and a number of bits. Further bits of the
    /// address are ignored: `10.1.2.3/8` is `10.0.0.0/8`. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(alone: $0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(address, bits: 128)
            return
        }
        let digits = parts[1]
        let isWrittenAsIPv4 = !parts[0].contains(UInt8(ascii: ":"))
        guard (1...3).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let count = Int(String(decoding: digits, as: UTF8.self)), count <= (isWrittenAsIPv4 ? 32 : 128)
        else { return nil }
        let bits = isWrittenAsIPv4 ? count + 96 : count
        // A shorter prefix than that of the mapped IPv4 addresses would take in IPv4 and IPv6 addresses.
        guard !address.isIPv4 || bits >= 96 else { return nil }
        self.init(address, bits: bits)
    }

    /// Whether an address is in the range. A range of IPv6 addresses contains no IPv4 address.
    public func contains(_ other: IPAddress) -> Bool {
        other.isIPv4 == address.isIPv4 && Self.first(of: other, bits) == address
    }

    private static func first(of address: IPAddress, _ bits: Int) -> IPAddress {
        func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : ~0 << UInt64(64 - min(bits, 64)) }
        return IPAddress(high: address.high & mask(bits), low: address.low & mask(bits - 64))
    }
}

extension IPNetwork: CustomStringConvertible {
    /// Such as `203.0.113.9/32`. It is the same for every address of the network.
    public var description: String { "\(address)/\(address.isIPv4 ? bits - 96 : bits)" }
}
