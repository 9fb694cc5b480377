import Domain
import Testing

@testable import Identity

@Suite struct OneTimePasswordTests {
    static let secret = Array("12345678901234567890".utf8)

    /// RFC 6238 appendix B, the last six of its eight digits.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func codes_equalTheStandardsExamples(seconds: Int64, code: String) {
        let time = Timestamp(milliseconds: seconds * 1000)
        #expect(OneTimePassword.code(secret: Self.secret, step: OneTimePassword.step(at: time)) == code)
        #expect(OneTimePassword.step(of: code, secret: Self.secret, at: time, after: 0) == seconds / 30)
    }

    @Test func code_isGoodForOneStepBeforeAndAfter_andOnce() {
        let step: Int64 = 50_000_000
        let code = OneTimePassword.code(secret: Self.secret, step: step)
        func found(at seconds: Int64, after last: Int64 = 0, _ typed: String? = nil) -> Int64? {
            OneTimePassword.step(
                of: typed ?? code, secret: Self.secret, at: Timestamp(milliseconds: seconds * 1000), after: last)
        }
        let start = step * 30
        for (offset, isGood) in [(-31, false), (-30, true), (0, true), (29, true), (59, true), (60, false)] {
            #expect((found(at: start + Int64(offset)) == step) == isGood, "\(offset)")
        }
        #expect(found(at: start, after: step) == nil)
        #expect(found(at: start, " " + code.prefix(3) + " " + code.suffix(3)) == step)
        for typed in ["", "000000", String(code.dropLast()), code + "0", "١٢٣٤٥٦"] {
            #expect(found(at: start, typed) == nil)
        }
    }

    @Test func address_isReadByApps() {
        #expect(
            OneTimePassword.address(secret: Self.secret, account: "Anna & Co")
                == "otpauth://totp/Otvet:Anna%20%26%20Co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Otvet"
                + "&algorithm=SHA1&digits=6&period=30")
    }
}
