import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    static let staffCookieName = "otvet_staff"

    func staffCookie(_ request: Request) -> StaffSecret? {
        let pairs = request.values(.cookie).flatMap { $0.split(separator: ";") }
        for pair in pairs {
            let pair = pair.drop { $0 == " " }
            guard pair.hasPrefix(Self.staffCookieName + "=") else { continue }
            if let secret = StaffSecret(String(pair.dropFirst(Self.staffCookieName.count + 1))) { return secret }
        }
        return nil
    }

    /// What makes a browser keep the secret, or forget it: out of reach of scripts, and of other sites.
    func cookie(_ secret: StaffSecret?) -> String {
        let age = secret == nil ? 0 : AgentSession.lifetime.components.seconds
        return "\(Self.staffCookieName)=\(secret?.text ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict"
            + (options.hasSecureCookies ? "; Secure" : "")
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
        if origin == options.publicURL { return true }
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
