/// Where mail is handed in: `smtp://name:password@mail.example:587` or `smtps://…`.
public struct SMTPServer: Sendable, Equatable {
    public enum Security: Sendable, Equatable {
        /// From the first byte (`smtps:`).
        case tls
        /// Before anything is said that matters (`smtp:`). A server that does not offer it gets no mail.
        case startTLS
        /// None, to a server on this machine: nobody else hears it, and it has no certificate that proves anything.
        case none
    }

    public let host: String
    public let port: UInt16
    public let user: String?
    public let password: String?
    public private(set) var security: Security
    /// A PEM file of the authorities that are believed in place of the system's; nil for the system's.
    public private(set) var authorities: String?

    public static let expected =
        "expected smtp://HOST or smtps://HOST with a port if need be, and NAME:PASSWORD@ before the host with special "
        + "characters as %XX, such as smtp://desk%40shop.example:secret@mail.shop.example:587"

    public init(host: String, port: UInt16, user: String? = nil, password: String? = nil, security: Security) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.security = security
    }

    /// The same server, certified by these authorities: even one on this machine has a certificate then.
    public func certified(by authorities: String) -> SMTPServer {
        var server = self
        server.authorities = authorities
        if server.security == .none { server.security = .startTLS }
        return server
    }

    public init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard ["smtp", "smtps"].contains(scheme) else { return nil }
        var rest = text[mark.upperBound...]
        if rest.last == "/" { rest.removeLast() }
        var (user, password) = (String?.none, String?.none)
        if let sign = rest.lastIndex(of: "@") {
            let pair = rest[..<sign].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, let name = unescaped(pair[0]), let word = unescaped(pair[1]), !name.isEmpty else {
                return nil
            }
            (user, password) = (name, word)
            rest = rest[rest.index(after: sign)...]
        }
        var host = String(rest)
        var port: UInt16 = scheme == "smtps" ? 465 : 587
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            guard let number = UInt16(rest[rest.index(after: colon)...]), number > 0 else { return nil }
            (host, port) = (String(rest[..<colon]), number)
        }
        let isLegal = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: ".-_[]:".utf8.contains(byte)
            }
        }
        guard !host.isEmpty, isLegal, host.hasPrefix("[") || !host.contains(":") else { return nil }
        let isHere = ["localhost", "[::1]"].contains(host.lowercased()) || host.hasPrefix("127.")
        self.init(
            host: host, port: port, user: user, password: password,
            security: scheme == "smtps" ? .tls : isHere ? .none : .startTLS)
    }
}

/// What stands in an address with `%XX` for special characters; nil if that is malformed, or holds what ends a line.
private func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
    }
    guard !bytes.contains(where: { $0 < 32 }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
}
