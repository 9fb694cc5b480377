/// The program's public address: `https://desk.example`, or `https://example.com/desk` with a
/// path that a reverse proxy strips.
struct PublicURL: Equatable {
    static let expected =
        "expected http:// or https://, a host in its ASCII form, and if need be a port and a path, such as "
        + "https://desk.example or https://example.com/desk"

    /// Without a slash at the end.
    let text: String
    /// The origin of pages there: scheme, host, and the port unless it is the scheme's default (RFC 6454 §6.2).
    let origin: String
    /// Without the brackets of an IPv6 address.
    let host: String
    /// Whether pages there are loaded by `https:` from its usual port.
    var isUsualHTTPS: Bool { origin.hasPrefix("https://") && port == 443 }
    private let port: UInt16

    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard let usualPort = ["http": UInt16(80), "https": 443][scheme] else { return nil }
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        while path.last == "/" { path.removeLast() }
        guard path.allSatisfy(Self.isPlain), path.isEmpty || !Self.climbs(path) else { return nil }
        var host = authority.lowercased()
        var port = usualPort
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            let digits = host[host.index(after: colon)...]
            guard digits.first?.isNumber == true, let number = UInt16(digits), number > 0 else { return nil }
            port = number
            host = String(host[..<colon])
        }
        guard Self.isHost(host) else { return nil }
        self.port = port
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let place = port == usualPort ? host : "\(host):\(port)"
        origin = "\(scheme)://\(place)"
        self.text = origin + path
    }

    /// Whether it is a host name in ASCII form, an IPv4 address, or an IPv6 address in brackets.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.count > 3 && host.dropFirst().dropLast().allSatisfy { $0 == ":" || $0.isHexDigit || $0 == "." }
        }
        return !host.isEmpty && !host.hasPrefix(".") && !host.contains("..")
            && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    }

    /// Whether it is a character of a path (RFC 3986 §3.3), and does not begin a query or a fragment.
    private static func isPlain(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || "/-._~%!$&'()*+,;=:@".contains(letter))
    }

    private static func climbs(_ path: Substring) -> Bool {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .contains { $0.isEmpty || $0 == "." || $0 == ".." }
    }
}
