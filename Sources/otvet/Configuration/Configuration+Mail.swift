import Mail

extension Configuration {
    /// How visitors who left get mail.
    struct MailSettings: Equatable {
        var server: SMTPServer
        var from: Letter.Party
        var replies: ReplyAddress?
        /// How long an answer may stay unread before.
        var after: Duration
        var publicURL: String

        static let expectedFrom = "expected an address, perhaps after a name, such as Shop <help@shop.example>"

        /// Nil if no server is named.
        init?(_ values: Values, publicURL: PublicURL?) throws {
            let server = try values.optional(.smtpURL, SMTPServer.expected, SMTPServer.init)
            let from = try values.optional(.mailFrom, Self.expectedFrom, Self.party)
            let replies = try values.optional(.mailReplyTo, ReplyAddress.expected, ReplyAddress.init)
            let minutes = try values.required(
                .mailAfter, "expected minutes, from 1 to 10080", Configuration.number(1...10_080))
            let authorities = try values.optional(
                .smtpCA, "expected a file by its plain path, without quotes, a comment, ~ or a variable",
                Configuration.folder)
            guard let server else { return nil }
            guard let from else {
                throw ConfigurationError.missing(.mailFrom, reason: "OTVET_SMTP_URL is set, so it is needed too")
            }
            guard let publicURL else {
                throw ConfigurationError.missing(
                    .publicURL, reason: "OTVET_SMTP_URL is set, and links in mails begin with it")
            }
            self.server = authorities.map(server.certified) ?? server
            self.from = from
            self.replies = replies
            after = .seconds(60 * minutes)
            self.publicURL = publicURL.text
        }

        /// `Shop <help@shop.example>`, or only the address.
        static func party(_ text: String) -> Letter.Party? {
            guard text.hasSuffix(">"), let start = text.lastIndex(of: "<") else {
                return MailAddress(text).map { Letter.Party(address: $0) }
            }
            let name = text[..<start].filter { $0 != "\"" }.trimmingSpaces
            return MailAddress(String(text[text.index(after: start)...].dropLast())).map { address in
                Letter.Party(name: name.isEmpty ? nil : name, address: address)
            }
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
