import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Store

extension WebAPI {
    /// Takes one turn of the client's network, or refuses.
    func checkNetwork(_ request: Request) throws { try limit(.address, request) }

    /// The same for a call of visitors', and refuses pages that may not make it: also what browsers send without asking first,
    /// such as a plain text and the handshake of a WebSocket. Programs say no origin, and are none of its business.
    func checkSite(_ request: Request) throws {
        try refuseOtherOrigins(request)
        try limit(.address, request)
    }

    /// Takes one turn of the client's network, or refuses.
    func limit(_ limit: RateLimit, _ request: Request) throws {
        try self.limit(limit, subject: client(of: request).network.description)
    }

    /// Takes what a file of `bytes` costs the client's network, or refuses. Taken before the file is read, so that it
    /// bounds what is on its way too.
    func limitFile(of bytes: Int, _ request: Request) throws {
        let pieces = min(bytes / RateLimit.filePiece + 1, RateLimit.fileBytes.burst)
        try limit(.fileBytes, subject: client(of: request).network.description, cost: pieces)
    }

    /// Takes what a text to be kept costs the client's network, or refuses.
    func limitText(_ text: String, _ request: Request) throws {
        let pieces = text.utf8.count / RateLimit.textPiece + 1
        try limit(.textBytes, subject: client(of: request).network.description, cost: pieces)
    }

    /// Has the client's network pay for an answer that was long: the next requests wait for it.
    func charge(for response: Response, _ request: Request) {
        guard options.hasRateLimits, case .bytes(let bytes) = response.body, bytes.count > RateLimit.answerPiece else {
            return
        }
        let pieces = bytes.count / RateLimit.answerPiece
        limiter.charge(.address, client(of: request).network.description, cost: pieces)
    }

    /// Takes one turn of the session, or refuses.
    func limit(_ limit: RateLimit, _ token: SessionToken) throws {
        try self.limit(limit, subject: token.text)
    }

    /// Takes one turn of an agent or a key, or refuses.
    func limit(_ limit: RateLimit, _ staff: StaffIdentity) throws {
        try self.limit(limit, subject: staff.description)
    }

    /// Counts an attempt to sign in, or refuses. Not switched off for load tests.
    ///
    /// A browser or network from which the agent has signed in before has a count of its own: what strangers guess does
    /// not keep it out. All others are counted by their networks, and together for the account.
    ///
    /// - Parameter name: What was shown in place of an account, if there is none such: it is counted as one would be, so
    ///   that nobody learns which there are.
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

    /// Counts how often an agent who is signed in shows once more that they are who they are, or refuses. Apart from
    /// attempts to sign in, by which others could keep them from it.
    func limitProof(_ agent: AgentID) throws { try take(.proof, agent.description, accountLimiter) }

    private func limit(_ limit: RateLimit, subject: @autoclosure () -> String, cost: Int = 1) throws {
        guard options.hasRateLimits else { return }
        try take(limit, subject(), limiter, cost: cost)
    }

    private func take(_ limit: RateLimit, _ subject: String, _ limiter: RateLimiter, cost: Int = 1) throws {
        guard let wait = limiter.take(limit, subject, cost: cost) else { return }
        throw DeskError.rateLimited(retryAfter: Int(clamping: wait.components.seconds) + 1)
    }

    /// Who asks, by address; behind a trusted proxy that is not the peer.
    func client(of request: Request) -> IPAddress { request.client }
}
