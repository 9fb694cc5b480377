import COpenSSL

/// The parameters of scrypt (RFC 7914): how much work it is to guess a password, and to check one.
public struct ScryptCost: Sendable, Equatable {
    /// The binary logarithm of N.
    public var logN: Int
    public var r: Int
    public var p: Int

    /// About 0.1 s and 32 MiB.
    public static let standard = ScryptCost(logN: 15, r: 8, p: 1)

    public init(logN: Int, r: Int, p: Int) {
        self.logN = logN
        self.r = r
        self.p = p
    }

    /// Whether it is enough to protect a password and not more work than this program is willing to do.
    public var isReasonable: Bool { 10...18 ~= logN && 1...16 ~= r && 1...4 ~= p }
}

/// 32 bytes that are slow to compute from `password`. Blocks for as long as that takes: never on an event loop.
///
/// - Returns: Nil if the cost is not reasonable or there is too little memory.
public func scrypt(_ password: [UInt8], salt: [UInt8], cost: ScryptCost) -> [UInt8]? {
    guard cost.isReasonable else { return nil }
    let memory: UInt64 = 1 << 30
    var key = [UInt8](repeating: 0, count: 32)
    let status = password.withUnsafeBytes { password in
        EVP_PBE_scrypt(
            password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count, 1 << UInt64(cost.logN),
            UInt64(cost.r), UInt64(cost.p), memory, &key, key.count)
    }
    guard status == 1 else {
        ERR_clear_error()
        return nil
    }
    return key
}
