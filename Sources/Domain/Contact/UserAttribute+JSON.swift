public import JSON

extension UserAttribute {
    /// Reads a text, a number or true or false as a text.
    ///
    /// - Returns: Nil for null and for what has parts.
    public static func value(_ reader: inout JSONReader) throws -> String? {
        var other = reader
        if let text = try? other.string() {
            reader = other
            return text
        }
        other = reader
        if let number = try? other.double() {
            reader = other
            return Int64(exactly: number).map(String.init) ?? "\(number)"
        }
        other = reader
        if let flag = try? other.bool() {
            reader = other
            return flag ? "true" : "false"
        }
        try reader.skip()
        return nil
    }
}

extension JSONWriter {
    public mutating func array(_ name: StaticString, _ attributes: [UserAttribute]) {
        array(name) { json in
            for attribute in attributes {
                json.object { json in
                    json.member("key", attribute.key)
                    json.member("value", attribute.value)
                    json.member("signed", attribute.isSigned)
                }
            }
        }
    }
}
