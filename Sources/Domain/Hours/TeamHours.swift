/// When the team answers, and what visitors read meanwhile, as an administrator sets it.
public struct TeamHours: Sendable, Equatable {
    /// Whether anybody is told of them, and waits are counted by them.
    public let isOn: Bool
    /// The name of the zone in the IANA database, as in `Europe/Moscow`.
    public let zone: String
    public let hours: WorkingHours
    public let reply: AwayReply

    public init(isOn: Bool, zone: String, hours: WorkingHours, reply: AwayReply) {
        self.isOn = isOn
        self.zone = zone
        self.hours = hours
        self.reply = reply
    }

    /// The hours if nobody has set any: off.
    public static let standard = TeamHours(isOn: false, zone: "UTC", hours: .standard, reply: .none)
}

/// What a visitor is answered who writes while nobody is there.
public struct AwayReply: Sendable, Equatable {
    /// Empty if there is none in this language.
    public let english, russian: String

    /// The most UTF-16 code units in one language.
    public static let longest = 1000
    public static let none = AwayReply()

    private init() { (english, russian) = ("", "") }

    /// - Throws: ``HoursFault/reply`` if one is too long, or can't be a message.
    public init(english: String, russian: String) throws(HoursFault) {
        for text in [english, russian] where !text.isEmpty {
            guard text.utf16.count <= Self.longest, (try? MessageText(text)) != nil else { throw .reply }
        }
        (self.english, self.russian) = (english, russian)
    }

    /// In the visitor's language if there is one, or else in the other; nil if there is none.
    ///
    /// - Parameter locale: As a browser says it, as in `ru-RU`.
    public func text(for locale: String?) -> MessageText? {
        let isRussian = locale?.lowercased().hasPrefix("ru") == true
        let texts = isRussian ? [russian, english] : [english, russian]
        return texts.first { !$0.isEmpty }.flatMap { try? MessageText($0) }
    }
}
