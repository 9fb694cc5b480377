import Crypto
import JSON
import TestSupport
import Testing

@testable import Identity

/// No token makes the work on it grow faster than itself.
@Suite(.serialized) struct LinearTimeTests {
    @Test(arguments: [".", "a", "a.", "=", "-"]) func token_isTakenApartInLinearTime(part: String) {
        let growth = growth(500) { size in
            let text = String(repeating: part, count: size)
            return { _ = try? SignedToken(text) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: [#""\n""#, #"{"a":1}"#, "[[]]"]) func claims_areReadInLinearTime(value: String) {
        let growth = growth(300) { size in
            let members = (0..<size).map { #""m\#($0)":\#(value)"# }.joined(separator: ",")
            let bytes = Array("{\(members)}".utf8)
            return { _ = try? object(bytes) { _, reader in try reader.skip() } }
        }
        #expect(linearGrowth.contains(growth))
    }
}
