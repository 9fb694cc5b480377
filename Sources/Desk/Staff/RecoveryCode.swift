import Crypto

/// What stands in for an agent's app once: 80 random bits, so that its hash can't be turned back.
struct RecoveryCode: Sendable {
    /// As it is shown: `ABCD-EFGH-JKMN-PQRS`.
    let text: String
    let hash: [UInt8]

    /// Given at once.
    static let count = 10

    static func random() -> RecoveryCode {
        let letters = Array(crockford32(randomBytes(10)))
        let groups = stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
        return RecoveryCode(typed: groups.joined(separator: "-"))
    }

    /// However it is written: small letters, other separators, and letters that look like digits count as meant.
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
