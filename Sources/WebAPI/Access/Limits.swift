import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Store

extension WebAPI {
    /// Counts a request of the client's network, or throws if it has had too many.
    func checkNetwork(_ request: Request) throws { try limit(.address, request) }

    /// The same for a visitor's call. It also refuses pages of sites that may not make it, even for requests
    /// that browsers send without a preflight, such as plain text or the handshake of a WebSocket. Programs
    /// send no origin and are not affected.
    func checkSite(_ request: Request) throws {
        try refuseOtherOrigins(request)
        try limit(.address, request)
    }

    /// Counts one use by the client's network, or throws if it has had too many.
    func limit(_ limit: RateLimit, _ request: Request) throws {
        try self.limit(limit, subject: client(of: request).network.description)
    }

    /// Counts a file of `bytes` for the client's network, or throws. It is counted before the file is read, so that
    /// uploads under way are bounded too.
    func limitFile(of bytes: Int, _ request: Request) throws {
        let pieces = min(bytes / RateLimit.filePiece + 1, RateLimit.fileBytes.burst)
        try limit(.fileBytes, subject: client(of: request).network.description, cost: pieces)
    }

    /// Counts a text that will be stored for the client's network, or throws.
    func limitText(_ text: String, _ request: Request) throws {
        let pieces = text.utf8.count / RateLimit.textPiece + 1
        try limit(.textBytes, subject: client(of: request).network.description, cost: pieces)
    }

    /// Counts a long answer for the client's network, so that its next requests may have to wait.
    func charge(for response: Response, _ request: Request) {
        guard options.hasRateLimits, case .bytes(let bytes) = response.body, bytes.count > RateLimit.answerPiece else {
            return
        }
        let pieces = bytes.count / RateLimit.answerPiece
        limiter.charge(.address, client(of: request).network.description, cost: pieces)
    }

    /// Counts one use by the session, or throws if it has had too many.
    func limit(_ limit: RateLimit, _ token: SessionToken) throws {
        try self.limit(limit, subject: token.text)
    }

    /// Counts one use by an agent or a key, or throws if it has had too many.
    func limit(_ limit: RateLimit, _ staff: StaffIdentity) throws {
        try self.limit(limit, subject: staff.description)
    }

    /// Counts an attempt to sign in, or throws. Load tests can't switch this off.
    ///
    /// A browser or network from which the agent has signed in before has a count of its own, so that a stranger's
    /// guesses do not lock it out. All others are counted by network, and together for the account.
    ///
    /// - Parameter name: The name that was entered if there is no such account. It is counted like an account, so that
    ///   nobody learns which accounts exist.
    func limitSignIn(_ attempt: Desk.Attempt, name: String?, from visit: Desk.Visit, _ request: Request) throws {
        switch (attempt.agent, attempt.place) {
        case (let agent?, .browser?):
            try take(.signInToAccount, "\(agent) browser \(visit.browser?.text ?? "")", accountLimiter)
        case (let agent?, .network?):
            try take(.signInToAccount, "\(agent) network \(visit.network)", accountLimiter)
        default:
            let client = client(of: request)
            try take(.signInFromNetwork, client.network.description, signInLimiter)
            try take(.signInFromWideNetwork, client.wideNetwork.description, signInLimiter)
            if let agent = attempt.agent {
                try take(.signInToAccount, agent.description, accountLimiter)
            } else if let name {
                try take(.signInToAccount, name, signInLimiter)
            }
        }
    }

    /// Counts how often an agent who is signed in confirms their identity, or throws. It is counted apart from attempts
    /// to sign in, by which others could otherwise keep the agent from it.
    func limitProof(_ agent: AgentID) throws { try take(.proof, agent.description, accountLimiter) }

    private func limit(_ limit: RateLimit, subject: @autoclosure () -> String, cost: Int = 1) throws {
        guard options.hasRateLimits else { return }
        try take(limit, subject(), limiter, cost: cost)
    }

    private func take(_ limit: RateLimit, _ subject: String, _ limiter: RateLimiter, cost: Int = 1) throws {
        guard let wait = limiter.take(limit, subject, cost: cost) else { return }
        throw DeskError.rateLimited(retryAfter: Int(clamping: wait.components.seconds) + 1)
    }

    /// The client's address; behind a trusted proxy it differs from the peer's.
    func client(of request: Request) -> IPAddress { request.client }
}
