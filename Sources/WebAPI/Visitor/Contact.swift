import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/support/contact`: the body `{"answers": {"email": "anna@shop.example"}}`.
    func giveContact(_ request: Request, _ token: SessionToken) async throws -> Response {
        var values: [String: String]?
        try readBody(request) { name, reader in
            guard name == "answers" else { return try reader.skip() }
            var found: [String: String] = [:]
            try reader.object { key, reader in found[key] = try reader.string() }
            values = found
        }
        guard let values else { throw DeskError.invalid(.answers) }
        try limitText(values.values.joined(), request)
        try await desk.giveContact(values, by: token, from: networkKey(of: request))
        return Response(.noContent)
    }

    /// `POST /api/support/attributes`: the body `{"attributes": {"plan": "pro", "cart": null}}`.
    func setAttributes(_ request: Request, _ token: SessionToken) async throws -> Response {
        var changes: [String: UserAttribute?]?
        try readBody(request) { name, reader in
            guard name == "attributes" else { return try reader.skip() }
            changes = try attributeChanges(&reader)
        }
        guard let changes else { throw DeskError.invalid(.attributes) }
        try await desk.setAttributes(changes, by: token)
        return Response(.noContent)
    }
}

/// Attributes by their keys; null for those that are to go.
private func attributeChanges(_ reader: inout JSONReader) throws -> [String: UserAttribute?] {
    var changes: [String: UserAttribute?] = [:]
    try reader.object { name, reader in
        guard let key = UserAttribute.key(name) else { throw DeskError.invalid(.attributes) }
        var other = reader
        if let value = try UserAttribute.value(&reader) {
            guard let attribute = UserAttribute(key: key, value: value, isSigned: false) else {
                throw DeskError.invalid(.attributes)
            }
            changes.updateValue(attribute, forKey: key)
        } else {
            // What is neither null nor a value has parts.
            do {
                _ = try other.optionalString()
            } catch {
                throw DeskError.invalid(.attributes)
            }
            changes.updateValue(nil, forKey: key)
        }
        guard changes.count <= UserAttribute.most else { throw DeskError.tooMany }
    }
    return changes
}
