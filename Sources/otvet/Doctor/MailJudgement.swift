import Mail

extension Check.Result {
    /// - Parameter failure: Why the server has not taken the greeting and the sign-in; nil if it has.
    static func mail(_ server: SMTPServer, _ failure: SMTPFailure?) -> Self {
        let place = "\(server.host):\(server.port)"
        switch failure {
        case nil:
            let way =
                switch server.security {
                case .tls: " over TLS"
                case .startTLS: " over STARTTLS"
                case .none: " on this machine, without TLS"
                }
            return .well("\(place) answers\(way)\(server.user == nil ? "" : ", and takes the sign-in")")
        case .misconfigured(let reason):
            return .broken(
                "\(place): \(reason)",
                cure: "Look at the name, the password and the port in OTVET_SMTP_URL, and at the server's certificate.")
        case .unreachable(let reason):
            return .broken(
                "\(place) is not reached: \(reason)", cure: "Look at OTVET_SMTP_URL, and at the firewall.")
        case .deferred(let code), .noSuchMailbox(let code), .rejected(let code):
            return .broken("\(place) said \(code)", cure: "Try again in a minute.")
        case .cancelled: return .skipped(because: "the program stops")
        }
    }
}
