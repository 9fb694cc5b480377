import Domain
import Glibc
import HTTPEngine

/// What is wrong with a certificate that can be read.
enum CertificateFlaw: Equatable, CustomStringConvertible {
    case expired(on: String)
    case notYetValid(from: String)
    case endsSoon(days: Int)
    case otherHost(String)
    /// Other users of the machine may read or change the key.
    case openKey(path: String, mode: mode_t)

    /// What renews certificates by itself does so with a third of their time left. With so few days it has failed.
    static let fewDays = 14

    /// Whether browsers refuse to connect.
    var isFatal: Bool {
        switch self {
        case .expired, .notYetValid: true
        case .endsSoon, .otherHost, .openKey: false
        }
    }

    var description: String {
        switch self {
        case .expired(let date): "the certificate has expired on \(date), so that no browser connects"
        case .notYetValid(let date): "the certificate is valid from \(date) only, so that no browser connects"
        case .endsSoon(let days): "the certificate is valid for \(days) more days only, and was not renewed"
        case .otherHost(let host): "the certificate is not for \(host), the host of OTVET_PUBLIC_URL"
        case .openKey(let path, let mode):
            "other users of this machine may read or change the key \(path) (mode \(String(mode, radix: 8)))"
        }
    }

    var cure: String {
        switch self {
        case .expired, .endsSoon: "Renew it, and send the server SIGHUP."
        case .notYetValid: "Look at this machine's clock (timedatectl), or use a certificate that is valid."
        case .otherHost: "Have it made for that name too."
        case .openKey(let path, _): "Keep it to the user that runs otvet: chmod 600 \(path)"
        }
    }

    /// - Parameter now: In seconds since 1970.
    static func all(of tls: TLSContext, _ configuration: Configuration, now: Int) -> [CertificateFlaw] {
        var flaws: [CertificateFlaw] = []
        switch tls.term.state(at: now) {
        case .expired: flaws.append(.expired(on: date(tls.term.end)))
        case .notYetValid: flaws.append(.notYetValid(from: date(tls.term.start)))
        case .valid(let days): if days < fewDays { flaws.append(.endsSoon(days: days)) }
        }
        if let host = configuration.publicURL?.host, !tls.isFor(host: host) { flaws.append(.otherHost(host)) }
        var status = stat()
        // A group may read it, which is how several servers of a machine share a key.
        if let path = configuration.tls?.key, stat(path, &status) == 0, status.st_mode & 0o027 != 0 {
            flaws.append(.openKey(path: path, mode: status.st_mode & 0o777))
        }
        return flaws
    }

    static func date(_ seconds: Int) -> String {
        String(Timestamp(milliseconds: Int64(seconds) * 1000).description.prefix(10))
    }
}
