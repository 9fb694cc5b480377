import Domain
import TestSupport
import Testing

@testable import Relay

/// Nothing that somebody writes makes the work on it grow faster than the text.
@Suite(.serialized) struct LinearTimeTests {
    static let parts = [
        "a", "a ", " ", "/", "／", "//", "@a ", "/a ", "-", "ж", "e\u{301}", "\u{301}", "\u{200B}", "\n", "𝐚",
    ]
    static let beginnings = ["", "/", "// ", "/close@", "@desk_bot /"]

    @Test(arguments: parts) func command_isFoundInLinearTime(part: String) {
        for beginning in Self.beginnings {
            let growth = growth(1000) { size in
                let text = beginning + String(repeating: part, count: size)
                return { _ = TopicCommand(text, bot: "desk_bot") }
            }
            #expect(linearGrowth.contains(growth), "after \(beginning)")
        }
    }

    @Test(arguments: ["a ", "ж", "e\u{301}", "𝐚"]) func styledText_becomesMessagesInLinearTime(part: String) {
        // Several messages each.
        let growth = growth(10_000) { size in
            let text = String(repeating: part, count: size)
            let spans = (0..<size / 10).compactMap { TextSpan(.bold, offset: $0 * 5, length: 3) }
            let styled = StyledText(text: text, spans: spans)
            return { _ = styled.messages }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: parts) func letters_becomePlainInLinearTime(part: String) {
        let growth = growth(4000) { size in
            let text = "𝐀" + String(repeating: part, count: size)
            return { _ = text.inPlainLetters }
        }
        #expect(linearGrowth.contains(growth))
    }
}
