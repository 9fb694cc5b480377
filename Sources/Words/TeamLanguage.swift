/// The language of what staff read in Telegram.
public enum TeamLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"

    public var words: TeamWords {
        switch self {
        case .english: .english
        case .russian: .russian
        }
    }

    /// What the group is told once it is connected.
    public var connected: String { words.connected }
}

/// Picks one of the forms that a number has in Russian: 1 час, 2 часа, 5 часов.
func plural(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    switch (count % 10, count % 100) {
    case (_, 11...14): many
    case (1, _): one
    case (2...4, _): few
    default: many
    }
}
