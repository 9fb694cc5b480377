import Crypto
import Domain
import JSON

/// A JSON Web Token in compact form (RFC 7519, RFC 7515 §7.1), split into its parts; its signature is not checked yet.
struct SignedToken {
    enum Algorithm: String {
        case none
        case hs256 = "HS256"
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    let algorithm: Algorithm
    let keyID: String?
    /// The bytes that are signed: header and claims as they were sent.
    let signed: [UInt8]
    let claims: [UInt8]
    let signature: [UInt8]

    init(_ text: String) throws(TokenFault) {
        guard text.utf8.count <= TokenFault.longestToken else { throw .tooLong }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = base64URLDecode(parts[0]), let claims = base64URLDecode(parts[1]),
            let signature = base64URLDecode(parts[2])
        else { throw .malformed }
        var (name, keyID) = (String?.none, String?.none)
        var isCritical = false
        do {
            try object(header) { member, reader in
                switch member {
                case "alg": name = try reader.string()
                case "kid": keyID = try reader.string()
                case "crit":
                    isCritical = true
                    try reader.skip()
                default: try reader.skip()
                }
            }
        } catch let fault as TokenFault {
            throw fault
        } catch {
            throw .header
        }
        guard let name else { throw .header }
        // A header member that is marked as critical must be understood, or the token refused (RFC 7515 §4.1.11).
        guard !isCritical, let algorithm = Algorithm(rawValue: name) else { throw .algorithm }
        self.algorithm = algorithm
        self.keyID = keyID
        self.claims = claims
        self.signature = signature
        signed = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
    }
}

/// Reads an object whose names must be unique. Readers differ in which of two equal names they take, and
/// so in what the signature covers.
func object(_ bytes: [UInt8], _ member: (String, inout JSONReader) throws -> Void) throws {
    var names: Set<String> = []
    try JSONReader.object(bytes) { name, reader in
        guard names.insert(name).inserted else { throw TokenFault.repeatedName }
        try member(name, &reader)
    }
}
