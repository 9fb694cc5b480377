import Crypto

/// A code that replaces an agent's authenticator app once. It has 80 random bits, so that
/// it can't be found from its hash.
struct RecoveryCode: Sendable {
    /// The form in which it is shown: `ABCD-EFGH-JKMN-PQRS`.
    let text: String
    let hash: [UInt8]

    /// How many codes an agent gets at a time.
    static let count = 10

    static func random() -> RecoveryCode {
        let letters = Array(crockford32(randomBytes(10)))
        let groups = stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
        return RecoveryCode(typed: groups.joined(separator: "-"))
    }

    /// Reads a code as somebody typed it. Small letters, other separators, and letters
    /// that look like digits are accepted.
    init(typed text: String) {
        self.text = text
        let plain = text.uppercased().compactMap { letter -> Character? in
            switch letter {
            case "-", " ": nil
            case "O": "0"
            case "I", "L": "1"
            default: letter
            }
        }
        hash = sha256(String(plain).utf8)
    }
}
