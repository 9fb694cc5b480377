/// The name of a field in one of Telegram's objects.
struct Field: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringLiteral name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer<Field> {
    /// The value of a field. Nil if it is missing or of another type: one unexpected field must not cost the others.
    func lenient<Value: Decodable>(_ field: Field) -> Value? {
        (try? decodeIfPresent(Value.self, forKey: field)) ?? nil
    }

    /// The fields of the object in a field.
    func nested(_ field: Field) -> Self? { try? nestedContainer(keyedBy: Field.self, forKey: field) }

    func isTrue(_ field: Field) -> Bool { lenient(field) ?? false }

    /// Those elements of an array that can be decoded.
    func elements<Value: Decodable>(_ field: Field) -> [Value] {
        let all: [Lenient<Value>] = lenient(field) ?? []
        return all.compactMap(\.value)
    }
}

private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) { value = try? Value(from: decoder) }
}
