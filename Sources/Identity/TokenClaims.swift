import Domain
import JSON

/// The claims of a token (RFC 7519 §4.1, and the names that sites and Supabase use). They are not to be believed
/// before the signature is checked.
struct TokenClaims {
    private var texts: [String: String] = [:]
    private var times: [String: Double] = [:]
    private var audiences: [String] = []
    /// Supabase's `user_metadata`. Its users can write to it themselves, so it is only used for what is shown of them.
    private var profile: [String: String] = [:]
    /// What the site says of the visitor beside who they are, in its order.
    private var attributes: [(key: String, value: String)] = []

    init(_ json: [UInt8]) throws(TokenFault) {
        do {
            try object(json) { name, reader in
                switch name {
                case "exp": times[name] = try reader.value(or: .expiryNotNumber) { try $0.double() }
                case "nbf": times[name] = try reader.value(or: .startNotNumber) { try $0.double() }
                case "iss": texts[name] = try reader.value(or: .issuerNotText) { try $0.string() }
                case "sub": texts[name] = try reader.value(or: .subjectNotText) { try $0.string() }
                case "aud": audiences = try reader.value(or: .audienceNotText, Self.texts)
                case "name", "email", "avatar", "picture", "member_id": texts[name] = try Self.scalar(&reader)
                case "attributes": attributes = try Self.attributes(&reader)
                case "user_metadata": profile = try Self.members(&reader)
                default: try reader.skip()
                }
            }
        } catch let fault as TokenFault {
            throw fault
        } catch {
            throw .claims
        }
    }

    /// The end of the year 9999 in Unix seconds. A time in milliseconds, a common mistake, is later than this.
    private static let latestExpiry = 253_402_300_799.0

    func identity(by rules: TokenRules, isVerified: Bool, now: Timestamp) throws(TokenFault) -> VisitorIdentity {
        let seconds = Double(now.milliseconds) / 1000
        let skew = Double(TokenRules.clockSkew.components.seconds)
        guard let expiry = times["exp"] else { throw .noExpiry }
        guard expiry <= Self.latestExpiry else { throw .expiryTooFar }
        guard seconds < expiry + skew else { throw .expired }
        if let start = times["nbf"], seconds < start - skew { throw .notYetValid }
        if let issuer = rules.issuer, texts["iss"] != issuer { throw .issuer }
        if let audience = rules.audience, !audiences.contains(audience) { throw .audience }
        guard let subject = texts["sub"], !subject.isEmpty, Self.isWhole(subject, VisitorIdentity.longestID) else {
            throw .noSubject
        }
        return VisitorIdentity(
            externalID: subject, isVerified: isVerified,
            name: Self.shown(texts["name"] ?? profile["full_name"] ?? profile["name"]),
            email: Self.email(texts["email"]),
            avatarURL: Self.address(texts["avatar"] ?? texts["picture"] ?? profile["avatar_url"]),
            memberID: texts["member_id"].flatMap {
                !$0.isEmpty && Self.isWhole($0, VisitorIdentity.longestID) ? $0 : nil
            },
            attributes: attributes.compactMap {
                UserAttribute(key: $0.key, value: $0.value, isSigned: isVerified)
            })
    }

    /// A text on one line, cut to the length that is shown of a name.
    private static func shown(_ text: String?) -> String? {
        guard let text else { return nil }
        let words = text.unicodeScalars.split {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
        }
        let line = words.map { String($0) }.joined(separator: " ").unicodeScalars.prefix(User.longestName)
        return line.isEmpty ? nil : String(line)
    }

    private static func email(_ text: String?) -> String? {
        guard let text, text.contains("@"), isWhole(text, VisitorIdentity.longestEmail) else { return nil }
        return text
    }

    private static func address(_ text: String?) -> String? {
        guard let text, text.lowercased().hasPrefix("https://"), text.utf8.count > 8,
            isWhole(text, VisitorContext.maximumLength), !text.contains(where: \.isWhitespace)
        else { return nil }
        return text
    }

    /// Whether a text has at most `limit` Unicode scalars, and no control characters among them.
    private static func isWhole(_ text: String, _ limit: Int) -> Bool {
        text.unicodeScalars.count <= limit
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Reads a text, or a number as a text; nil for anything else.
    private static func scalar(_ reader: inout JSONReader) throws -> String? {
        var other = reader
        if let text = try? other.string() {
            reader = other
            return text
        }
        other = reader
        if let number = try? other.integer() {
            reader = other
            return String(number)
        }
        try reader.skip()
        return nil
    }

    /// Reads one text, or an array of texts (RFC 7519 §4.1.3).
    private static func texts(_ reader: inout JSONReader) throws -> [String] {
        var other = reader
        if let text = try? other.string() {
            reader = other
            return [text]
        }
        var texts: [String] = []
        try reader.array { texts.append(try $0.string()) }
        return texts
    }

    /// Reads the first members that are a text, a number, or true or false. What is none of these is left out, for nobody shall
    /// stay unknown because of it.
    private static func attributes(_ reader: inout JSONReader) throws -> [(key: String, value: String)] {
        var attributes: [(key: String, value: String)] = []
        var other = reader
        do {
            try other.object { name, reader in
                guard attributes.count < UserAttribute.most else { return try reader.skip() }
                if let value = try UserAttribute.value(&reader) { attributes.append((name, value)) }
            }
            reader = other
        } catch {
            try reader.skip()
        }
        return attributes
    }

    private static func members(_ reader: inout JSONReader) throws -> [String: String] {
        var members: [String: String] = [:]
        var other = reader
        do {
            try other.object { name, reader in
                guard ["name", "full_name", "avatar_url"].contains(name) else { return try reader.skip() }
                members[name] = try scalar(&reader)
            }
            reader = other
        } catch {
            try reader.skip()
        }
        return members
    }
}

extension JSONReader {
    /// Reads a value with `read`.
    ///
    /// - Throws: `fault` if the value has another type, or is a number that is too large.
    fileprivate mutating func value<Value>(
        or fault: TokenFault, _ read: (inout JSONReader) throws -> Value
    ) throws -> Value {
        do {
            return try read(&self)
        } catch JSONError.typeMismatch, JSONError.invalidNumber {
            throw fault
        }
    }
}
