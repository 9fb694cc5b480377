import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The secret of the browser's session.
    func staffCookie(_ request: Request) -> StaffSecret? { cookie(Self.staffCookie, request) }

    /// The secret by which the browser is recognised after its session.
    func browserCookie(_ request: Request) -> StaffSecret? { cookie(Self.browserCookie, request) }

    private static let staffCookie = "otvet_staff"
    private static let browserCookie = "otvet_browser"
    /// After half a year without use the server has forgotten the browser.
    private static let browserLifetime = Duration.seconds(180 * 86_400)

    /// With this prefix browsers accept a cookie from this very host only, and only over TLS (RFC 6265bis §4.1.3.2). So
    /// no other host of the same site can plant one.
    private func prefixed(_ name: String) -> String { options.hasSecureCookies ? "__Host-" + name : name }

    private func cookie(_ name: String, _ request: Request) -> StaffSecret? {
        let start = prefixed(name) + "="
        let pairs = request.values(.cookie).flatMap { $0.split(separator: ";") }
        for pair in pairs {
            let pair = pair.drop { $0 == " " }
            guard pair.hasPrefix(start) else { continue }
            if let secret = StaffSecret(String(pair.dropFirst(start.count))) { return secret }
        }
        return nil
    }

    /// The `Set-Cookie` fields that make a browser store the secrets of a sign-in.
    func cookies(_ signedIn: Desk.SignedIn) -> [String] {
        [
            field(Self.staffCookie, signedIn.secret, lasting: signedIn.lifetime),
            field(Self.browserCookie, signedIn.browser, lasting: Self.browserLifetime),
        ]
    }

    /// The `Set-Cookie` field that makes a browser forget its session. The browser is still recognised.
    var endingCookie: String { field(Self.staffCookie, nil, lasting: .zero) }

    /// A cookie that neither scripts nor other sites can reach.
    private func field(_ name: String, _ secret: StaffSecret?, lasting lifetime: Duration) -> String {
        "\(prefixed(name))=\(secret?.text ?? ""); Path=/; Max-Age=\(lifetime.components.seconds); HttpOnly"
            + "; SameSite=Strict" + (options.hasSecureCookies ? "; Secure" : "")
    }

    /// Refuses a request that a page of another site made the browser send, because the cookie comes along by itself.
    /// SameSite already stops other sites, but not other hosts of the same site, and not in old browsers.
    ///
    /// - Throws: ``DeskError/crossSite``
    func refuseOtherSites(_ request: Request) throws(DeskError) {
        let isReading = [.get, .head].contains(request.method) && request[.upgrade] == nil
        if let site = request[.secFetchSite] {
            guard site == "same-origin" || isReading && site == "none" else { throw .crossSite }
            if isReading { return }
        }
        guard let origin = request[.origin] else {
            // Browsers send it with everything but plain reading.
            if isReading || request[.secFetchSite] != nil { return }
            throw .crossSite
        }
        guard isOwn(origin, request) else { throw .crossSite }
    }

    /// Whether an origin is this program's own: the configured public address, or the host of the request. Without TLS of
    /// its own the program can't know by which scheme the request came to the proxy.
    func isOwn(_ origin: String, _ request: Request) -> Bool {
        if let own = options.publicOrigin, origin == own { return true }
        guard let host = request[.host], let mark = origin.firstRange(of: "://") else { return false }
        let schemes = options.speaksTLS ? ["https"] : ["http", "https"]
        return schemes.contains { $0 == origin[..<mark.lowerBound] } && origin[mark.upperBound...] == host
    }
}

extension HTTPField.Name {
    // Literals that are valid tokens; the initializer is failable for others.
    // swift-format-ignore: NeverForceUnwrap
    static let host = Self("Host")!
    // swift-format-ignore: NeverForceUnwrap
    static let secFetchSite = Self("Sec-Fetch-Site")!
}
