/// What a user thought of a ticket.
public struct Rating: Sendable, Equatable {
    /// 1 (poor) to 5 (excellent).
    public let stars: Int
    public let comment: String?

    /// The most UTF-16 code units of a comment.
    public static let longestComment = 1000

    /// - Throws: ``DeskError/invalid(_:)`` for stars that are not 1 to 5, or a comment that is too long.
    public init(stars: Int, comment: String?) throws(DeskError) {
        guard 1...5 ~= stars else { throw .invalid(.rating) }
        guard comment.map({ $0.utf16.count <= Self.longestComment }) ?? true else { throw .invalid(.comment) }
        self.stars = stars
        self.comment = comment.flatMap { $0.isEmpty ? nil : $0 }
    }
}
