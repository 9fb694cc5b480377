/// A proxy for calls to Telegram, such as `socks5h://user:password@127.0.0.1:1080`.
struct ProxyAddress: Equatable {
    /// The error text for a malformed address.
    static let expected =
        "expected such as http://HOST:PORT or socks5h://NAME:PASSWORD@HOST:PORT, with special "
        + "characters of name and password percent-encoded"

    /// Named as in curl.
    enum Scheme: String { case http, https, socks4, socks4a, socks5, socks5h }

    let scheme: Scheme
    let host: String
    let port: UInt16
    /// The whole address with the password, in the form that curl takes.
    let url: String

    /// - Parameter text: It must contain the port: without it curl takes 1080 even for `http`, which nobody means. Name
    ///   and password are percent-encoded.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://"), let scheme = Scheme(rawValue: String(text[..<mark.lowerBound])),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        var authority = text[mark.upperBound...]
        if authority.last == "/" { authority.removeLast() }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, !authority.contains(where: { "/?#".contains($0) }), let last = parts.last,
            let (host, port) = Configuration.address(String(last)), port > 0
        else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
        url = text
    }

    /// Whether the proxy looks up host names, and not this machine.
    var resolvesNames: Bool {
        switch scheme {
        case .http, .https, .socks4a, .socks5h: true
        case .socks4, .socks5: false
        }
    }
}

extension ProxyAddress: CustomStringConvertible {
    /// Without name and password, so that it may be shown.
    var description: String { "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
