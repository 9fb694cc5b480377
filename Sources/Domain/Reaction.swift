/// An emoji on a message, and how many members of staff have put it there.
public struct Reaction: Sendable, Equatable {
    public let emoji: String
    public let count: Int

    public init(emoji: String, count: Int) {
        self.emoji = emoji
        self.count = count
    }
}
