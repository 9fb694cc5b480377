import Crypto
import Domain

/// A password hash in its stored form: `$scrypt$ln=15,r=8,p=1$salt$key`, with salt and key in base64url. It contains
/// its own cost, so the cost can be raised without locking anybody out.
struct PasswordHash: Sendable, Equatable {
    let text: String
    private let cost: ScryptCost
    private let salt: [UInt8]
    private let key: [UInt8]

    private static let saltLength = 16

    /// Hashes a new password. This is slow.
    init(_ password: Password) throws {
        let salt = randomBytes(Self.saltLength)
        let cost = ScryptCost.standard
        guard let key = scrypt(password.bytes, salt: salt, cost: cost) else { throw PasswordError.noMemory }
        self.init(cost: cost, salt: salt, key: key)
    }

    /// A hash that no password has. Checking against it takes as long as against a real one.
    static let impossible = PasswordHash(cost: .standard, salt: Array(repeating: 0, count: saltLength), key: [])

    private init(cost: ScryptCost, salt: [UInt8], key: [UInt8]) {
        text = "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(base64URL(salt))$\(base64URL(key))"
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    /// Reads the stored form; nil for anything that this program has not written.
    init?(stored text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let salt = base64URLDecode(parts[3]),
            let key = base64URLDecode(parts[4]), !salt.isEmpty, !key.isEmpty
        else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.map(\.first) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }),
            let logN = Int(numbers[0][1]), let r = Int(numbers[1][1]), let p = Int(numbers[2][1])
        else { return nil }
        let cost = ScryptCost(logN: logN, r: r, p: p)
        guard cost.isReasonable else { return nil }
        self.text = text
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    /// Whether the password is right. This is slow.
    func matches(_ password: Password) throws -> Bool {
        guard let found = scrypt(password.bytes, salt: salt, cost: cost) else { throw PasswordError.noMemory }
        return constantTimeEqual(found, key)
    }
}

enum PasswordError: Error { case noMemory }
