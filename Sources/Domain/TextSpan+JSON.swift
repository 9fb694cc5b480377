public import JSON

extension JSONWriter {
    /// Writes spans in the form that the store and the wire share.
    public mutating func array(_ name: StaticString, _ spans: [TextSpan]) {
        array(name) { json in json.elements(spans) }
    }

    fileprivate mutating func elements(_ spans: [TextSpan]) {
        for span in spans {
            object { json in
                json.member("type", span.kind.rawValue)
                json.member("offset", span.offset)
                json.member("length", span.length)
                json.member("url", ifPresent: span.url)
            }
        }
    }
}

extension [TextSpan] {
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(self) }
        return writer.bytes
    }

    /// - Throws: ``JSONError`` if it is not such an array. Kinds that this version does not know are left out.
    public init(json: [UInt8]) throws {
        var spans: [TextSpan] = []
        var reader = JSONReader(json)
        try reader.array { reader in
            var (kind, offset, length, url) = (TextSpan.Kind?.none, 0, 0, String?.none)
            try reader.object { name, reader in
                switch name {
                case "type": kind = TextSpan.Kind(rawValue: try reader.string())
                case "offset": offset = try reader.integer()
                case "length": length = try reader.integer()
                case "url": url = try reader.string()
                default: try reader.skip()
                }
            }
            if let kind, let span = TextSpan(kind, offset: offset, length: length, url: url) { spans.append(span) }
        }
        self = spans
    }
}
