/// The words of a rich message, which consists of blocks. Blocks have many shapes, and Telegram adds more, so they are
/// walked by the names of the fields that hold words. https://core.telegram.org/bots/api#richmessage
struct RichText: Decodable {
    private(set) var text = ""
    private(set) var entities: [MessageEntity] = []
    private(set) var hasFiles = false

    init(from decoder: any Decoder) throws {
        add(block: try RichValue(from: decoder))
        while text.last?.isNewline == true { text.removeLast() }
        let length = text.utf16.count
        entities = entities.filter { $0.fits(length) }
    }

    /// The fields in the order in which clients show them.
    private static let blocks = [
        "label", "summary", "text", "expression", "blocks", "items", "cells", "caption", "credit",
    ]
    private static let files: Set<String> = ["animation", "audio", "document", "photo", "video", "voice_note", "map"]
    private static let styles: [String: MessageEntity.Kind] = [
        "bold": .bold, "italic": .italic, "underline": .underline, "strikethrough": .strikethrough,
        "spoiler": .spoiler, "code": .code, "url": .textLink, "text_link": .textLink,
    ]

    /// Adds a block, which begins on a new line.
    private mutating func add(block: RichValue) {
        switch block {
        case .string, .other: add(inline: block)
        case .array(let blocks): for block in blocks { add(block: block) }
        case .object(let members):
            let type = members["type"]?.string
            if let type, Self.files.contains(type) { hasFiles = true }
            for name in Self.blocks {
                guard let value = members[name] else { continue }
                switch name {
                case "blocks", "items": add(block: value)
                case "cells": for row in value.elements { add(row: row) }
                case "caption" where value.isCaption: add(block: value)
                default: add(line: value, endsLine: name != "label", isPre: type == "pre")
                }
            }
        }
    }

    private mutating func add(line: RichValue, endsLine: Bool, isPre: Bool) {
        beginLine()
        let start = text.utf16.count
        add(inline: line)
        let length = text.utf16.count - start
        if isPre, length > 0 { entities.append(MessageEntity(.pre, offset: start, length: length)) }
        if length > 0 { text += endsLine ? "\n" : " " }
    }

    private mutating func add(row: RichValue) {
        beginLine()
        for (index, cell) in row.elements.enumerated() {
            if index > 0 { text += " | " }
            if case .object(let members) = cell { add(inline: members["text"] ?? .other) } else { add(inline: cell) }
        }
        text += "\n"
    }

    /// Begins a new line, except after a label, which stands before what it labels.
    private mutating func beginLine() {
        if let last = text.last, !last.isNewline, last != " " { text += "\n" }
    }

    private mutating func add(inline value: RichValue) {
        switch value {
        case .string(let words): text += words
        case .array(let parts): for part in parts { add(inline: part) }
        case .object(let members):
            let start = text.utf16.count
            for name in ["text", "expression", "alternative_text"] {
                if let inner = members[name] {
                    add(inline: inner)
                    break
                }
            }
            let length = text.utf16.count - start
            guard length > 0, let style = members["type"]?.string.flatMap({ Self.styles[$0] }) else { return }
            entities.append(MessageEntity(style, offset: start, length: length, url: members["url"]?.string))
        case .other: break
        }
    }
}

private enum RichValue: Decodable {
    case string(String)
    case array([RichValue])
    case object([String: RichValue])
    case other

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Field.self) {
            var object: [String: RichValue] = [:]
            for key in members.allKeys { object[key.stringValue] = members.lenient(key) }
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [RichValue] = []
            while !elements.isAtEnd { array.append(try elements.decode(RichValue.self)) }
            self = .array(array)
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .string(text)
        } else {
            self = .other
        }
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var elements: [RichValue] { if case .array(let values) = self { values } else { [] } }
    /// Whether it is a caption, with words and a credit. A styled text has a `type`.
    var isCaption: Bool { if case .object(let members) = self { members["type"] == nil } else { false } }
}
