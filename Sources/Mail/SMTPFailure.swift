import CCurl

/// Why a mail was not taken. No case holds a server's own words: they repeat addresses.
public enum SMTPFailure: Error, Equatable, Sendable {
    /// The server was not reached, broke off, has no time now, or did not answer in time. It concerns all mails, and
    /// passes. The text is curl's, or names the step.
    case unreachable(String)
    /// The server does not want this program's mail: not the sign-in, not the sender, or it has no TLS that can be
    /// trusted. It concerns all mails, until somebody changes something.
    case misconfigured(String)
    /// Not now (4xx), as with greylisting. It concerns this mail.
    case deferred(code: Int)
    /// There is no such mailbox (5xx).
    case noSuchMailbox(code: Int)
    /// Not this mail (5xx).
    case rejected(code: Int)
    /// The program stops.
    case cancelled
}

/// How far a conversation with a server has come.
enum SMTPStep: Equatable {
    case greeting, signIn, sender, recipient, content

    /// The step that a command begins; nil if it is part of one that has begun.
    init?(command: String) {
        switch command.prefix(4).uppercased() {
        case "EHLO", "HELO", "STAR": self = .greeting
        case "AUTH": self = .signIn
        case "MAIL": self = .sender
        case "RCPT": self = .recipient
        case "DATA": self = .content
        default: return nil
        }
    }
}

/// What a server has said last (RFC 5321 §4.2, RFC 3463).
struct SMTPReply: Equatable {
    let code: Int
    /// The subject of an enhanced code: 1 is the address, 2 the mailbox, 7 the policy.
    let subject: Int?

    init?(line: some StringProtocol) {
        guard let code = Int(line.prefix(3)), 200...599 ~= code else { return nil }
        self.code = code
        let words = line.dropFirst(4).split(separator: " ", maxSplits: 1)
        let parts = words.first?.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) } ?? []
        subject = parts.count == 3 ? parts[1] : nil
    }
}

extension SMTPFailure {
    /// What has happened, by curl's result and the last reply. Nil if the mail was taken.
    static func of(_ result: CURLcode, _ text: String, at step: SMTPStep, _ reply: SMTPReply?) -> SMTPFailure? {
        switch result {
        case CURLE_OK: return nil
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE: return .misconfigured(text)
        // Only with these has the server said no.
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR:
            guard let reply, reply.code >= 400 else { return .unreachable(text) }
            return of(reply, at: step)
        default: return .unreachable(text)
        }
    }

    private static func of(_ reply: SMTPReply, at step: SMTPStep) -> SMTPFailure {
        let isPassing = reply.code < 500
        switch step {
        case .greeting: return .unreachable("the server said \(reply.code) at the greeting")
        case .signIn:
            let text = "the server said \(reply.code) to the sign-in"
            return isPassing ? .unreachable(text) : .misconfigured(text)
        case .sender:
            let text = "the server said \(reply.code) to the sender"
            // 552 is about the size of this mail.
            return isPassing ? .unreachable(text) : reply.code == 552 ? .rejected(code: 552) : .misconfigured(text)
        case .recipient, .content:
            // With this it closes the connection, whoever the mail is for.
            if reply.code == 421 { return .unreachable("the server said 421") }
            if isPassing { return .deferred(code: reply.code) }
            // Without an enhanced code these three are about the mailbox. A policy is about the mail, or about us.
            let isMailbox = [550, 551, 553].contains(reply.code) && [nil, 1, 2].contains(reply.subject)
            return step == .recipient && isMailbox ? .noSuchMailbox(code: reply.code) : .rejected(code: reply.code)
        }
    }
}
