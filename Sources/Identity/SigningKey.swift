public import Crypto
import JSON

/// A key of a JSON Web Key Set, with which a site's tokens may be signed.
public struct SigningKey: Sendable {
    /// The key's `kid`.
    public let id: String?
    public let key: PublicKey

    /// The most keys of a set. A site has one or two, and each of them may be tried for a token without `kid`.
    public static let limit = 32
    /// The most bytes of a set.
    public static let longestSet = 256 * 1024

    /// The usable keys of a set (RFC 7517 §5): RSA keys for RS256 and P-256 keys for ES256. Other keys are left out,
    /// above all symmetric ones: a secret in a published set is not secret.
    ///
    /// - Throws: ``KeySetError`` if it is not a key set, or none of its keys can be used.
    public static func keys(ofSet json: [UInt8]) throws(KeySetError) -> [SigningKey] {
        var keys: [SigningKey] = []
        var isSet = false
        do {
            guard json.count <= longestSet else { throw KeySetError.notASet }
            try JSONReader.object(json) { name, reader in
                guard name == "keys" else { return try reader.skip() }
                isSet = true
                try reader.array { reader in
                    let members = try KeyMembers(&reader)
                    if keys.count < limit, let key = members.key { keys.append(key) }
                }
            }
        } catch {
            throw .notASet
        }
        guard isSet else { throw .notASet }
        guard !keys.isEmpty else { throw .noUsableKey }
        return keys
    }
}

/// Why no keys were had from a document.
public enum KeySetError: Error, Equatable, Sendable, CustomStringConvertible {
    case notASet
    case noUsableKey
    case unreachable(String)

    public var description: String {
        switch self {
        case .notASet: "it is no JSON Web Key Set: expected {\"keys\": […]}"
        case .noUsableKey: "it has no key for RS256 (RSA of 2048 bits or more) or ES256 (P-256)"
        case .unreachable(let reason): "it can't be read: \(reason)"
        }
    }
}

/// The members of a JSON Web Key (RFC 7517 §4, RFC 7518 §6).
private struct KeyMembers {
    private var texts: [String: String] = [:]

    init(_ reader: inout JSONReader) throws {
        try reader.object { name, reader in
            switch name {
            case "kty", "use", "alg", "kid", "crv", "n", "e", "x", "y": texts[name] = try reader.optionalString()
            default: try reader.skip()
            }
        }
    }

    var key: SigningKey? {
        guard texts["use"].map({ $0 == "sig" }) ?? true else { return nil }
        let algorithm = texts["alg"]
        switch (texts["kty"], texts["crv"]) {
        case ("RSA", _):
            guard algorithm == nil || algorithm == "RS256", let modulus = bytes("n"), let exponent = bytes("e") else {
                return nil
            }
            return PublicKey(rsaModulus: modulus, exponent: exponent).map { SigningKey(id: texts["kid"], key: $0) }
        case ("EC", "P-256"):
            guard algorithm == nil || algorithm == "ES256", let x = bytes("x"), let y = bytes("y") else { return nil }
            return PublicKey(p256X: x, y: y).map { SigningKey(id: texts["kid"], key: $0) }
        default: return nil
        }
    }

    private func bytes(_ name: String) -> [UInt8]? { texts[name].flatMap { base64URLDecode($0) } }
}
