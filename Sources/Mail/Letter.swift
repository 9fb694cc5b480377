/// A mail before it is written down as MIME (RFC 5322, RFC 2045).
public struct Letter: Sendable, Equatable {
    /// Somebody with an address, as a header shows them.
    public struct Party: Sendable, Equatable {
        public let name: String?
        public let address: MailAddress

        public init(name: String? = nil, address: MailAddress) {
            self.name = name
            self.address = address
        }
    }

    public var from: Party
    public var to: MailAddress
    /// Where an answer goes, if not to `from`.
    public var replyTo: Party?
    public var subject: String
    /// Unix seconds.
    public var date: Int64
    /// Without angle brackets, like those before it in the same conversation, the oldest first.
    public var id: String
    public var references: [String]
    /// Where one POST ends further mail to this address (RFC 8058).
    public var unsubscribe: String
    /// The same in both forms: a reader shows one of them.
    public var text: String
    public var html: String

    public init(
        from: Party, to: MailAddress, replyTo: Party? = nil, subject: String, date: Int64, id: String,
        references: [String] = [], unsubscribe: String, text: String, html: String
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.id = id
        self.references = references
        self.unsubscribe = unsubscribe
        self.text = text
        self.html = html
    }

    /// The whole mail with lines that end in CR LF, in ASCII: every server takes it, whatever it can.
    public var bytes: [UInt8] {
        // The boundary begins as no line of quoted-printable can (RFC 2045 §6.7).
        let boundary = "=_otvet_\(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(40))"
        var lines = [
            "Date: \(mailDate(date))",
            "From: \(header(from))",
            "To: <\(to.text)>",
        ]
        if let replyTo { lines.append("Reply-To: \(header(replyTo))") }
        lines += [
            "Subject: \(headerText(subject))",
            "Message-ID: <\(id)>",
        ]
        if let last = references.last {
            lines.append("In-Reply-To: <\(last)>")
            lines.append("References: " + references.map { "<\($0)>" }.joined(separator: "\r\n "))
        }
        lines += [
            "List-Unsubscribe: <\(unsubscribe)>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            // Nobody's holiday notice is to answer it (RFC 3834).
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
            "",
            "--\(boundary)",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            quotedPrintable(text),
            "--\(boundary)",
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            quotedPrintable(html),
            "--\(boundary)--",
            "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func header(_ party: Party) -> String {
        guard let name = party.name.map(oneLine), !name.isEmpty else { return "<\(party.address.text)>" }
        // On a line of its own, since one with encoded words is short (RFC 2047 §2).
        return "\(headerPhrase(name))\r\n <\(party.address.text)>"
    }
}
