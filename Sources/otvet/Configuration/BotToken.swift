/// A bot's token from @BotFather, such as `7000000001:AAF…`. Whoever has it can act as the bot.
struct BotToken: Equatable {
    /// The error text for a malformed token.
    static let expected = "expected a token of @BotFather, such as 7000000001:AAF…"

    let text: String
    /// The bot's user id, which is the first part of the token.
    let botID: Int64

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0]), id > 0, parts[1].count >= 20,
            parts[1].allSatisfy(Self.isLegal)
        else { return nil }
        self.text = text
        botID = id
    }

    private static func isLegal(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_" || letter == "-")
    }
}

extension BotToken: CustomStringConvertible {
    /// Without the secret part.
    var description: String { "\(botID):…" }
}
