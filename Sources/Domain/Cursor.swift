/// The number of a durable change. Numbers grow in the order of commits and are never given twice, so "everything
/// after this cursor" is an exact question whatever transport asks it.
public struct Cursor: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int64

    /// The cursor before the first change.
    public static let start = Cursor(rawValue: 0)

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads what `description` wrote; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value >= 0, String(value) == text else { return nil }
        rawValue = value
    }

    public var description: String { String(rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
