/// The language of a conversation's page.
public enum TranscriptLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"

    var words: TranscriptWords {
        switch self {
        case .english: .english
        case .russian: .russian
        }
    }
}
