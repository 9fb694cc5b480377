import TestSupport
import Testing

@testable import Telegram

/// No answer of Telegram's makes the work on it grow faster than itself.
@Suite(.serialized) struct LinearTimeTests {
    @Test(arguments: [#""\n""#, "[]", #"{"a":"\"\\"}"#, "1", "   1"]) func updates_areFoundInLinearTime(value: String) {
        let growth = growth(1000) { size in
            let array = "[" + Array(repeating: value, count: size).joined(separator: ",") + "]"
            let bytes = Array(#"{"ok":true,"result":\#(array)}"#.utf8)
            return {
                var scanner = JSONScanner(bytes)
                guard let range = scanner.object(find: "result") else { return }
                var inner = JSONScanner(Array(bytes[range]))
                _ = inner.array()
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test func oneLongString_isPassedInLinearTime() {
        let growth = growth(4000) { size in
            let bytes = Array((#"{"a":""# + String(repeating: #"\""#, count: size) + #"","update_id":1}"#).utf8)
            return {
                var scanner = JSONScanner(bytes)
                _ = scanner.object(find: "update_id")
            }
        }
        #expect(linearGrowth.contains(growth))
    }
}
