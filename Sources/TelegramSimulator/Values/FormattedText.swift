/// A text and its entities, after the clean-up that the server does.
public struct FormattedText: Sendable, Hashable {
    /// In UTF-16 code units. The server counts after parsing. The unit that its backend uses is not documented; this
    /// is the strictest interpretation.
    static let maximumLength = 4096
    static let maximumCaption = 1024
    /// The most bytes of the argument as sent (`telegram-bot-api`, Client.cpp).
    static let maximumArgument = 32_768
    /// Entities beyond this are dropped.
    static let maximumEntities = 100

    public var text: String
    public var entities: [Entity]

    /// Checks and trims the text of a message, and finds commands and links.
    init(_ text: String, entities: [Entity] = []) throws(APIError) {
        try self.init(trimming: text, entities)
        guard self.text.unicodeScalars.contains(where: Self.isVisible) else {
            throw .badRequest("message text is empty")
        }
        guard self.text.utf16.count <= Self.maximumLength else { throw .badRequest("message is too long") }
    }

    /// A caption; nil if it is empty.
    init?(caption: String, entities: [Entity] = []) throws(APIError) {
        try self.init(trimming: caption, entities)
        if text.isEmpty { return nil }
        guard text.utf16.count <= Self.maximumCaption else { throw .badRequest("message caption is too long") }
    }

    private init(trimming text: String, _ entities: [Entity]) throws(APIError) {
        guard text.utf8.count <= Self.maximumArgument else { throw .badRequest("text is too long") }
        let units = Array(text.utf16)
        for entity in entities { try Self.check(entity, in: units) }
        let start = units.firstIndex { !Self.isSpace($0) } ?? units.count
        let end = (units.lastIndex { !Self.isSpace($0) }).map { $0 + 1 } ?? start
        self.text = String(decoding: units[start..<end], as: UTF16.self)
        self.entities = entities.prefix(Self.maximumEntities).compactMap { entity in
            let from = max(entity.offset, start)
            let to = min(entity.offset + entity.length, end)
            guard from < to else { return nil }
            var entity = entity
            entity.offset = from - start
            entity.length = to - from
            return entity
        }
        addFound(in: Array(units[start..<end]))
    }

    private static func check(_ entity: Entity, in units: [UInt16]) throws(APIError) {
        guard entity.offset >= 0, entity.length >= 0, entity.offset <= units.count,
            entity.length <= units.count - entity.offset
        else { throw .badRequest("ENTITY_BOUNDS_INVALID") }
        guard entity.offset == units.count || !UTF16.isTrailSurrogate(units[entity.offset]) else {
            throw .badRequest(
                "entity beginning at UTF-16 offset \(entity.offset) starts in a middle of a UTF-16 symbol")
        }
        let end = entity.offset + entity.length
        guard end == units.count || !UTF16.isTrailSurrogate(units[end]) else {
            throw .badRequest(
                "entity beginning at UTF-16 offset \(entity.offset) ends in a middle of a UTF-16 symbol")
        }
    }

    /// The server treats a text of zero-width characters and fillers as empty.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
        default: !scalar.properties.isDefaultIgnorableCodePoint && scalar.value != 0x2800
        }
    }

    private static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || (0x09...0x0D).contains(unit) || unit == 0xA0 }

    /// Adds `bot_command` and `url` for words outside code and links.
    private mutating func addFound(in units: [UInt16]) {
        let opaque = entities.filter { ["code", "pre", "text_link", "text_mention", "url"].contains($0.type) }
        var start = 0
        while start < units.count {
            let end = units[start...].firstIndex(where: Self.isSpace) ?? units.count
            if let found = Self.entity(ofWord: units[start..<end]),
                !opaque.contains(where: { $0.offset < end && start < $0.offset + $0.length })
            {
                entities.append(found)
            }
            start = end + 1
        }
        entities.sort { ($0.offset, -$0.length) < ($1.offset, -$1.length) }
    }

    private static func entity(ofWord units: ArraySlice<UInt16>) -> Entity? {
        let word = String(decoding: units, as: UTF16.self)
        if word.hasPrefix("https://") || word.hasPrefix("http://") {
            let url = word.prefix { !"<>\"".contains($0) }.reversed().drop { ".,;:!?)".contains($0) }
            return url.count > 8 ? Entity(type: "url", offset: units.startIndex, length: url.utf16Count) : nil
        }
        guard word.hasPrefix("/") else { return nil }
        let name = word.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }
        guard !name.isEmpty else { return nil }
        return Entity(type: "bot_command", offset: units.startIndex, length: name.utf16.count + 1)
    }
}

extension Sequence<Character> {
    fileprivate var utf16Count: Int { reduce(0) { $0 + $1.utf16.count } }
}
