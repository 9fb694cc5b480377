/// What a visitor has answered to a question of the contact form. Anybody can answer anything.
public struct ContactAnswer: Sendable, Equatable {
    /// The key of the field.
    public let field: String
    public let kind: ContactField.Kind
    /// What the question was called when it was answered.
    public let label: ContactLabel
    public let value: String
    /// Its place in the form, from zero.
    public let position: Int

    /// Answers of one visitor that are kept and shown: several forms, one after the other, leave this many at most.
    public static let most = 20

    public init(field: String, kind: ContactField.Kind, label: ContactLabel, value: String, position: Int) {
        (self.field, self.kind, self.label, self.value, self.position) = (field, kind, label, value, position)
    }

    /// How else people look for a telephone number: without the marks between its digits, without the country's code, and as
    /// numbers of Russia are dialled there.
    public var spellings: [String] {
        let digits = String(value.compactMap(\.wholeNumberValue).filter { 0...9 ~= $0 }.map { Character(String($0)) })
        guard digits.count > Self.national else { return [digits] }
        let national = digits.suffix(Self.national)
        let isRussian = digits.count == Self.national + 1 && (digits.first == "7" || digits.first == "8")
        return [digits, String(national)] + (isRussian ? [(digits.first == "7" ? "8" : "7") + national] : [])
    }

    /// Digits of a number without its country's code, in the countries where people write it so.
    private static let national = 10

    init(field: ContactField, value: String, position: Int) {
        self.init(field: field.key, kind: field.kind, label: field.label, value: value, position: position)
    }
}
