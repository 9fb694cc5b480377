import HTTPTypes

/// The reverse proxies whose `X-Forwarded-For` is believed.
struct TrustedProxies: Sendable {
    let networks: [IPNetwork]

    func contain(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// The last address in `X-Forwarded-For` that does not belong to a trusted proxy, so that nobody can choose it by
    /// sending the field. If that entry can't be read, the proxy that wrote it counts as the client: then all of its
    /// clients are one, which is better than each request counting as a client of its own.
    ///
    /// - Parameter lines: The values of the field in order.
    func client(from peer: IPAddress, forwardedFor lines: [String]) -> IPAddress {
        var address = peer
        for line in lines.reversed() {
            var rest: Substring? = line[...]
            while let list = rest {
                guard contain(address) else { return address }
                let comma = list.lastIndex(of: ",")
                let entry = comma.map { list[$0...].dropFirst() } ?? list
                guard let next = IPAddress(trimmed(entry)) else { return address }
                address = next
                rest = comma.map { list[..<$0] }
            }
        }
        return address
    }

    private func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}

extension HTTPField.Name {
    // A literal that is a valid token; the initializer is failable for others.
    // swift-format-ignore: NeverForceUnwrap
    static let forwardedFor = Self("X-Forwarded-For")!
}
