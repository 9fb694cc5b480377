import TestSupport
import Testing

@testable import JSON

/// No JSON makes the work on it grow faster than itself.
@Suite(.serialized) struct LinearTimeTests {
    /// What is repeated inside the quotes of one string, or as elements of an array.
    @Test(arguments: [#"\n"#, #"\u0416"#, #"\ud83d\ude00"#, #"a\""#, "ж", "abc", #"\\a"#])
    func string_isReadInLinearTime(part: String) {
        let growth = growth(4000) { size in
            let bytes = Array(#"{"a":""#.utf8) + Array(String(repeating: part, count: size).utf8) + Array(#""}"#.utf8)
            return {
                #expect(throws: Never.self) { try JSONReader.object(bytes) { _, reader in _ = try reader.string() } }
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: ["1", #""a""#, "{}", "[[[]]]", #"{"a":[1,"\n"]}"#, "-1.5e3", "null", "   1   "])
    func values_areSkippedInLinearTime(value: String) {
        let growth = growth(2000) { size in
            let bytes = Array(("[" + Array(repeating: value, count: size).joined(separator: ",") + "]").utf8)
            return {
                #expect(throws: Never.self) {
                    var reader = JSONReader(bytes)
                    try reader.skip()
                }
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: ["\n", "\u{1}", "ж", "\"", "a", "😀", "\u{2028}"])
    func string_isWrittenInLinearTime(part: String) {
        let growth = growth(4000) { size in
            let text = String(repeating: part, count: size)
            return { _ = JSONWriter.object { $0.member("a", text) } }
        }
        #expect(linearGrowth.contains(growth))
    }
}
