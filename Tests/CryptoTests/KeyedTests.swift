import Crypto
import Testing

/// HMAC, scrypt and base32, by the examples of their standards.
@Suite struct KeyedTests {
    /// RFC 4231 §4.3 and RFC 2202 §3.
    @Test func hmac_equalsTheStandardsExamples() {
        let text = Array("what do ya want for nothing?".utf8)
        #expect(
            hex(hmacSHA256(text, key: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(hex(hmacSHA1(text, key: Array("Jefe".utf8))) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(hmacSHA256([], key: []).count == 32)
    }

    /// RFC 7914 §12, the first 32 bytes of its 64.
    @Test func scrypt_equalsTheStandardsExample() {
        let key = scrypt(
            Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8), cost: ScryptCost(logN: 14, r: 8, p: 1))
        #expect(hex(key ?? []) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
        #expect(scrypt([], salt: [1], cost: ScryptCost(logN: 10, r: 1, p: 1)) != nil)
        #expect(scrypt([1], salt: [1], cost: ScryptCost(logN: 40, r: 8, p: 1)) == nil)
    }

    /// RFC 4648 §10.
    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")])
    func base32_equalsTheStandardsExamples(plain: String, coded: String) {
        #expect(base32(plain.utf8) == coded)
    }

    @Test func crockford32_hasNoLettersThatLookLikeDigits() {
        #expect(crockford32([0xFF, 0, 0xFF, 0, 0xFF]) == "ZW0FY07Z")
        #expect(!crockford32(0...255).contains { "ILOU".contains($0) })
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
