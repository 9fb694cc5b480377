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
                .filesFolder, "expected a folder, by its absolute path, and not /"
            ) {
                $0.hasPrefix("/") && $0.contains { $0 != "/" } ? $0 : nil
            }
        }

        /// The program starts without the folder: the Bot API server may be the one that makes it.
        var warnings: [ConfigurationWarning] {
            guard let filesFolder, access(filesFolder + "/.", X_OK) != 0 else { return [] }
            return [.unusableFolder(.filesFolder, filesFolder, reason: String(cString: strerror(errno)))]
        }

        private static func url(_ values: Values) throws -> String {
            // First, so that no other complaint repeats the token.
            if let given = values.sources[.apiURL], namesBot(given.text, values.sources[.botToken]?.text) {
                throw ConfigurationError.invalid(
                    .apiURL, source: given.source,
                    reason: "expected the address alone, such as https://api.telegram.org: /bot and the token are added"
                )
            }
            return try values.required(.apiURL, "expected an http:// or https:// address") { text in
                guard let scheme = ["http://", "https://"].first(where: text.hasPrefix), text.count > scheme.count
                else { return nil }
                return text.hasSuffix("/") ? String(text.dropLast()) : text
            }
        }

        /// Whether the address has what the program puts behind it.
        private static func namesBot(_ text: String, _ token: String?) -> Bool {
            if let token, text.contains(token) { return true }
            let parts = text.split(separator: "/")
            return parts.last == "bot" || parts.contains { $0.hasPrefix("bot") && $0.contains(":") }
        }
    }
}
