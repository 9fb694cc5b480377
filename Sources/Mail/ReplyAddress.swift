/// Where replies go: an address with `*` in the place of what tells the conversation, such as `reply+*@shop.example`.
public struct ReplyAddress: Sendable, Equatable {
    public static let expected = "expected an address with one * before the @, such as reply+*@shop.example"

    public let text: String
    private let before: String
    private let after: String

    public init?(_ text: String) {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[1].contains("@"), MailAddress(parts[0] + Self.longest + parts[1]) != nil else {
            return nil
        }
        self.text = text
        (before, after) = (parts[0], parts[1])
    }

    /// As long as the longest token.
    private static let longest = String(repeating: "a", count: 46)

    /// The address for what `token` stands for.
    public func address(_ token: String) -> MailAddress? { MailAddress(before + token + after) }

    /// What stands in the place of the token, in small letters: some servers change letters. Nil for another address.
    public func token(in address: some StringProtocol) -> String? {
        let address = address.lowercased()
        let (before, after) = (before.lowercased(), after.lowercased())
        guard address.hasPrefix(before), address.hasSuffix(after), address.count > before.count + after.count else {
            return nil
        }
        return String(address.dropFirst(before.count).dropLast(after.count))
    }
}
