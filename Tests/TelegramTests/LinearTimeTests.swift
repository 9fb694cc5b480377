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

    /// The blocks of a rich message, each with a word in it.
    @Test(arguments: [
        #"{"type":"paragraph","text":"ж"}"#, #"{"type":"paragraph","text":[{"type":"bold","text":"a"},"b"]}"#,
        #"{"type":"list","items":[{"label":"1.","blocks":[{"type":"paragraph","text":"ж"}]}]}"#,
        #"{"type":"table","cells":[[{"text":"a"},{"text":"ж"}]]}"#, #"{"type":"pre","text":"ж"}"#,
        #"{"type":"unknown","other":[1,{"a":null}]}"#,
    ]) func richMessage_isReadInLinearTime(block: String) {
        let growth = growth(50) { size in
            let blocks = Array(repeating: block, count: size).joined(separator: ",")
            let message = #"{"message_id":1,"chat":{"id":-1},"rich_message":{"blocks":[\#(blocks)]}}"#
            let raw = RawUpdate(json: Array(#"{"update_id":1,"message":\#(message)}"#.utf8))
            return { _ = raw.map(Update.init) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: [#"\n"#, #"\ud83d"#, #"\ud83d\ude00"#, "ж", #"\\"#])
    func brokenText_isRepairedInLinearTime(part: String) {
        let growth = growth(1000) { size in
            let body = Array((#"{"text":""# + String(repeating: part, count: size) + #""}"#).utf8)
            return { _ = repairedJSON(body) }
        }
        #expect(linearGrowth.contains(growth))
    }
}
