import Crypto
import Testing

/// What needs no key: digests, base64url, comparison in constant time and random bytes.
@Suite struct CryptoTests {
    func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    @Test func digests_equalTheStandardsExamples() {
        #expect(hex(sha1("abc".utf8)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(hex(sha256("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hex(sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(arguments: [0, 1, 63, 64, 65, 200]) func digest_inPieces_equalsTheDigestOfTheWhole(size: Int) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var digest = SHA256Digest()
        digest.update([])
        digest.update(bytes.prefix(size))
        digest.update(bytes.dropFirst(size))
        #expect(digest.finish() == sha256(bytes))
        #expect(SHA256Digest().finish() == sha256([]))
    }

    @Test(arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE")])
    func base64URL_roundTrips(plain: String, coded: String) {
        #expect(base64URL(plain.utf8) == coded)
        #expect(base64URLDecode(coded) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg==", "Zg+", "Z", "Zh", "Zm9v Yg", "Зг"])
    func base64URL_refusesEverySpellingButOne(text: String) {
        #expect(base64URLDecode(text) == nil)
    }

    @Test func base64URL_usesTheURLSafeAlphabet() {
        #expect(base64URL([0xFB, 0xFF]) == "-_8")
        #expect(base64URLDecode("-_8") == [0xFB, 0xFF])
    }

    @Test func constantTimeEqual_isEquality() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(constantTimeEqual([], []))
    }

    @Test func randomBytes_differ() {
        #expect(randomBytes(32).count == 32)
        #expect(randomBytes(32) != randomBytes(32))
    }
}
