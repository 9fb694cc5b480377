/// What a mail is, before it counts as somebody's words.
public enum MailKind: Sendable, Equatable {
    /// Somebody has written it.
    case written
    /// A program has: a holiday notice, a list, a receipt. Nobody answers it (RFC 3834).
    case automatic
    /// A mail of ours came back for good: its address takes none (RFC 3464).
    case bounce
}

extension ParsedMail {
    /// - Parameter sender: The sender on the envelope, if the server tells; empty for mails that nobody may answer.
    public func kind(sender: String? = nil) -> MailKind {
        let type = HeaderValue(header["content-type"] ?? "")
        if type.value == "multipart/report", type["report-type"]?.lowercased() == "delivery-status" || report != nil {
            return isFinal ? .bounce : .automatic
        }
        let returnPath = sender ?? header["return-path"]
        if let returnPath, trimmed(returnPath.filter { $0 != "<" && $0 != ">" }).isEmpty { return .automatic }
        if let submitted = header["auto-submitted"], !trimmed(submitted).lowercased().hasPrefix("no") {
            return .automatic
        }
        if let precedence = header["precedence"].map({ trimmed($0).lowercased() }),
            ["bulk", "junk", "list", "auto_reply"].contains(precedence)
        {
            return .automatic
        }
        let marks = [
            "list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-auto-response", "x-loop", "feedback-id",
        ]
        if marks.contains(where: { header[$0] != nil }) { return .automatic }
        let names = addresses(header["from"] ?? "").map { $0.lowercased().prefix { $0 != "@" } }
        let programs = [
            "mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply", "bounce", "bounces",
        ]
        if names.contains(where: { programs.contains(String($0)) }) { return .automatic }
        return .written
    }

    /// Whether the mail itself came from this address: then it is one of our own that came back to us.
    public func isFrom(_ address: MailAddress) -> Bool {
        addresses(header["from"] ?? "").contains { $0.lowercased() == address.text.lowercased() }
    }

    /// Whether the report says that a delivery has failed for good, and not only that it takes long.
    private var isFinal: Bool {
        guard let report else { return false }
        let lines = report.lowercased().split(whereSeparator: \.isNewline)
        let hasFailed = lines.contains { $0.hasPrefix("action:") && $0.contains("failed") }
        let status = lines.first { $0.hasPrefix("status:") }.map { trimmed(String($0.dropFirst(7))) }
        // 5.7 is a policy, which does not say that there is no such mailbox.
        return hasFailed && status?.hasPrefix("5.") == true && status?.hasPrefix("5.7") == false
    }
}
