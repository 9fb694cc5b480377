public import JSON

extension JSONWriter {
    /// Writes attachments in the form that the store and the wire share.
    public mutating func array(_ name: StaticString, _ attachments: [Attachment]) {
        array(name) { json in json.elements(attachments) }
    }

    public mutating func member(_ name: StaticString, _ attachment: Attachment) {
        object(name) { $0.members(of: attachment) }
    }

    fileprivate mutating func elements(_ attachments: [Attachment]) {
        for attachment in attachments { object { $0.members(of: attachment) } }
    }

    private mutating func members(of attachment: Attachment) {
        member("id", attachment.id.description)
        member("kind", attachment.kind.rawValue)
        member("state", attachment.state.rawValue)
        member("name", ifPresent: attachment.name)
        member("type", ifPresent: attachment.type)
        if let size = attachment.size { member("size", size) }
        if let width = attachment.width { member("width", width) }
        if let height = attachment.height { member("height", height) }
        if let duration = attachment.duration { member("duration", duration) }
        member("emoji", ifPresent: attachment.emoji)
    }
}

extension [Attachment] {
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(self) }
        return writer.bytes
    }

    /// - Throws: ``JSONError`` if it is not such an array. Elements that this version does not understand are left out.
    public init(json: [UInt8]) throws {
        var attachments: [Attachment] = []
        var reader = JSONReader(json)
        try reader.array { reader in
            if let attachment = try Attachment(&reader) { attachments.append(attachment) }
        }
        self = attachments
    }
}

extension Attachment {
    fileprivate init?(_ reader: inout JSONReader) throws {
        var (id, kind, state) = (AttachmentID?.none, Kind?.none, State?.none)
        var (name, type, emoji) = (String?.none, String?.none, String?.none)
        var (size, width, height, duration) = (Int?.none, Int?.none, Int?.none, Int?.none)
        try reader.object { member, reader in
            switch member {
            case "id": id = AttachmentID(try reader.string())
            case "kind": kind = Kind(rawValue: try reader.string())
            case "state": state = State(rawValue: try reader.string())
            case "name": name = try reader.string()
            case "type": type = try reader.string()
            case "size": size = try reader.integer()
            case "width": width = try reader.integer()
            case "height": height = try reader.integer()
            case "duration": duration = try reader.integer()
            case "emoji": emoji = try reader.string()
            default: try reader.skip()
            }
        }
        guard let id, let kind, let state else { return nil }
        self.init(
            id: id, kind: kind, state: state, name: name, type: type, size: size, width: width, height: height,
            duration: duration, emoji: emoji)
    }
}
