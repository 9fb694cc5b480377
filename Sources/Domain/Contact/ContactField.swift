/// One question of the contact form.
public struct ContactField: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case name, email, phone
        /// A question of the site's own.
        case text
    }

    public let kind: Kind
    /// What answers are kept under. A name, an address and a number are asked once, so theirs is their kind.
    public let key: String
    public let label: ContactLabel
    public let isRequired: Bool

    /// Lower-case letters, digits and underscores, a letter first.
    public static let longestKey = 32

    public init(_ kind: Kind, isRequired: Bool) {
        (self.kind, key, label, self.isRequired) = (kind, kind.rawValue, ContactLabel(), isRequired)
    }

    /// The members of a field as a request or the store gives them; nil for those that it does not give.
    public struct Draft: Sendable {
        public var kind, key, english, russian: String?
        public var isRequired: Bool?

        public init() {}
    }

    /// - Parameter position: Which field it is, counted from one.
    init(_ draft: Draft, position: Int) throws(ContactFormFault) {
        guard let kind = draft.kind.flatMap(Kind.init) else { throw .kind(position: position) }
        let label = ContactLabel(
            english: (draft.english ?? "").inOneLine, russian: (draft.russian ?? "").inOneLine)
        guard label.isWithinLimit else { throw .label(position: position) }
        guard let isRequired = draft.isRequired else { throw .required(position: position) }
        if kind == .text {
            guard let key = draft.key, Self.isKey(key), Kind(rawValue: key) == nil else {
                throw .key(position: position)
            }
            guard !label.isEmpty else { throw .label(position: position) }
            self.key = key
        } else {
            guard draft.key == nil || draft.key == kind.rawValue else { throw .key(position: position) }
            key = kind.rawValue
        }
        (self.kind, self.label, self.isRequired) = (kind, label, isRequired)
    }

    private static func isKey(_ text: String) -> Bool {
        guard 1...longestKey ~= text.utf8.count, let first = text.utf8.first else { return false }
        return UInt8(ascii: "a")...UInt8(ascii: "z") ~= first
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// What a question is called, in the languages of the widget and of the staff. Where one is empty the other serves; where
/// both are, the question is called by its kind.
public struct ContactLabel: Sendable, Equatable {
    public var english = ""
    public var russian = ""

    /// In Unicode scalars: a short question on one line.
    public static let longest = 80

    public init(english: String = "", russian: String = "") {
        (self.english, self.russian) = (english, russian)
    }

    public var isEmpty: Bool { english.isEmpty && russian.isEmpty }

    var isWithinLimit: Bool {
        english.unicodeScalars.count <= Self.longest && russian.unicodeScalars.count <= Self.longest
    }
}
