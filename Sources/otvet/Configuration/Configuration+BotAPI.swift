import Glibc

extension Configuration {
    /// How the Bot API is reached.
    struct BotAPI: Equatable {
        var url: String
        var proxy: ProxyAddress?
        var filesFolder: String?

        init(_ values: Values) throws {
            url = try Self.url(values)
            proxy = try values.optional(.proxy, ProxyAddress.expected, ProxyAddress.init)
            filesFolder = try values.optional(
                .filesFolder, "expected a folder, by its absolute and plain path, and not /"
            ) {
                $0.hasPrefix("/") && $0.contains { $0 != "/" } ? Configuration.folder($0) : nil
            }
        }

        /// A missing folder is only a warning: the Bot API server may be about to create it.
        var warnings: [ConfigurationWarning] {
            guard let filesFolder, access(filesFolder + "/.", X_OK) != 0 else { return [] }
            return [.unusableFolder(.filesFolder, filesFolder, reason: String(cString: strerror(errno)))]
        }

        private static func url(_ values: Values) throws -> String {
            // Checked first, so that no other error text repeats the token.
            if let given = values.sources[.apiURL], namesBot(given.text, values.sources[.botToken]?.text) {
                throw ConfigurationError.invalid(
                    .apiURL, source: given.source,
                    reason: "expected the address alone, such as https://api.telegram.org: /bot and the token are added"
                )
            }
            return try values.required(
                .apiURL, "expected http:// or https:// and a host, without spaces and without a query", address)
        }

        /// Without a slash at the end: what is called is put behind it.
        private static func address(_ text: String) -> String? {
            guard let scheme = ["http://", "https://"].first(where: text.hasPrefix),
                !text.contains(where: { $0.isWhitespace || "?#\"\\<>".contains($0) })
            else { return nil }
            let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
            // A name and a password may stand before the host, and a port behind it.
            let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
            let isWhole =
                place.hasSuffix("]") || !place.contains(":")
                ? !place.isEmpty : Configuration.address(String(place)).map { $0.1 > 0 } ?? false
            guard isWhole else { return nil }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }

        /// Whether the address already contains `/bot…`, which the program appends itself.
        private static func namesBot(_ text: String, _ token: String?) -> Bool {
            if let token, text.contains(token) { return true }
            let parts = text.split(separator: "/")
            return parts.last == "bot" || parts.contains { $0.hasPrefix("bot") && $0.contains(":") }
        }
    }
}
