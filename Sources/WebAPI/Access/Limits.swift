import Crypto
import Desk
import Domain
import Glibc
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// Takes one turn of the request's address, or refuses. IPv6 counts by the /64 that one customer is given.
    func limit(_ limit: RateLimit, _ request: Request) throws {
        try self.limit(limit, subject: network(of: address(of: request)))
    }

    /// Takes one turn of the session, or refuses.
    func limit(_ limit: RateLimit, _ token: SessionToken) throws {
        try self.limit(limit, subject: token.text)
    }

    /// Takes one turn of an agent or a key, or refuses.
    func limit(_ limit: RateLimit, _ staff: StaffIdentity) throws {
        try self.limit(limit, subject: staff.description)
    }

    /// Counts an attempt to guess a password of the account with this login, or refuses. Not switched off for load tests.
    ///
    /// - Parameter login: Nil for who shows a code that tells itself whose it is.
    func limitSignIn(_ login: String?, _ request: Request) throws {
        let attempts = [
            (RateLimit.signInFromAddress, network(of: address(of: request))), login.map { (.signInToAccount, $0) },
        ]
        for (limit, subject) in attempts.compactMap(\.self) {
            guard let wait = signInLimiter.take(limit, subject) else { continue }
            throw DeskError.rateLimited(retryAfter: Int(clamping: wait.components.seconds) + 1)
        }
    }

    private func limit(_ limit: RateLimit, subject: @autoclosure () -> String) throws {
        guard options.hasRateLimits, let wait = limiter.take(limit, subject()) else { return }
        throw DeskError.rateLimited(retryAfter: Int(clamping: wait.components.seconds) + 1)
    }

    private func network(of address: String) -> String {
        var bytes = in6_addr()
        guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        return withUnsafeBytes(of: bytes) { base64URL($0.prefix(8)) }
    }

    /// The visitor's address: the last one in `X-Forwarded-For` that a trusted proxy did not add itself, so that
    /// nobody can choose it by sending the field.
    func address(of request: Request) -> String {
        var address = request.peer.host
        let forwarded = request.values(.forwardedFor).flatMap { $0.split(separator: ",") }
        for next in forwarded.reversed() {
            guard options.trustedProxies.contains(address) else { break }
            address = String(next.filter { !$0.isWhitespace })
        }
        return address
    }
}
