import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The secret of the session that a browser shows.
    func staffCookie(_ request: Request) -> StaffSecret? { cookie(Self.staffCookie, request) }

    /// The secret by which a browser is known after its session.
    func browserCookie(_ request: Request) -> StaffSecret? { cookie(Self.browserCookie, request) }

    private static let staffCookie = "otvet_staff"
    private static let browserCookie = "otvet_browser"
    /// Past half a year without use the server has forgotten the browser.
    private static let browserLifetime = Duration.seconds(180 * 86_400)

    /// With this prefix browsers take a cookie from this very host alone, and only over TLS (RFC 6265bis §4.1.3.2): no
    /// other host of the same site can plant one.
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

    /// What makes a browser keep the secrets of who has signed in.
    func cookies(_ signedIn: Desk.SignedIn) -> [String] {
        [
            field(Self.staffCookie, signedIn.secret, lasting: signedIn.lifetime),
            field(Self.browserCookie, signedIn.browser, lasting: Self.browserLifetime),
        ]
    }

    /// What makes a browser forget its session. It is known still.
    var endingCookie: String { field(Self.staffCookie, nil, lasting: .zero) }

    /// Out of reach of scripts, and of other sites.
    private func field(_ name: String, _ secret: StaffSecret?, lasting lifetime: Duration) -> String {
        "\(prefixed(name))=\(secret?.text ?? ""); Path=/; Max-Age=\(lifetime.components.seconds); HttpOnly"
            + "; SameSite=Strict" + (options.hasSecureCookies ? "; Secure" : "")
    }

    /// Refuses what a page of another site made the browser ask, for the cookie comes along by itself. SameSite keeps it
    /// from other sites already, but not from other hosts of the same one, nor in old browsers.
    ///
    /// - Throws: ``DeskError/crossSite``
    func refuseOtherSites(_ request: Request) throws(DeskError) {
        let isReading = [.get, .head].contains(request.method) && request[.upgrade] == nil
        if let site = request[.secFetchSite] {
            guard site == "same-origin" || isReading && site == "none" else { throw .crossSite }
            if isReading { return }
        }
        guard let origin = request[.origin] else {
            // Browsers say it with everything but plain reading.
            if isReading || request[.secFetchSite] != nil { return }
            throw .crossSite
        }
        guard isOwn(origin, request) else { throw .crossSite }
    }

    /// Whether an origin is where this program is reached: the address that is set, or the host that was asked.
    func isOwn(_ origin: String, _ request: Request) -> Bool {
        if let own = options.publicOrigin, origin == own { return true }
        guard let host = request[.host], let mark = origin.firstRange(of: "://") else { return false }
        return ["http", "https"].contains(origin[..<mark.lowerBound]) && origin[mark.upperBound...] == host
    }
}

extension HTTPField.Name {
    // Literals that are valid tokens; the initializer is failable for others.
    // swift-format-ignore: NeverForceUnwrap
    static let host = Self("Host")!
    // swift-format-ignore: NeverForceUnwrap
    static let secFetchSite = Self("Sec-Fetch-Site")!
}
