import TestSupport
import Testing

@testable import Domain

/// No text makes the work on it grow faster than the text.
@Suite(.serialized) struct LinearTimeTests {
    /// Texts that are slow to cut: no place to cut at, too many, and characters that can't be told from behind.
    static let parts = ["a", "ж", "a ", "\n", "a\n\n", " ", "🇩🇪", "👨‍👩‍👧", "e\u{301}", "\u{301}", "\r\n"]

    @Test(arguments: parts) func text_isSplitInLinearTime(part: String) {
        let growth = growth(500) { size in
            let text = String(repeating: part, count: size)
            return { _ = split(text, limit: 400) }
        }
        // A single character longer than a piece is looked at again for each piece of it.
        #expect(linearGrowth.contains(growth) || part == "\u{301}")
    }

    @Test(arguments: parts) func messageText_isCheckedInLinearTime(part: String) {
        let growth = growth(400) { size in
            let text = String(repeating: part, count: size)
            return { _ = try? MessageText(text, mayBeBlank: true) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: parts + ["заказ ", "a1 "]) func text_isSearchedInLinearTime(part: String) throws {
        let query = try SearchQuery("заказывали abcdefgh")
        let growth = growth(400) { size in
            let text = String(repeating: part, count: size)
            return { _ = query.isIn(text) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: ["ж", "a@", "@a.", "\"@", "[@[", "1", "8 999 ", "(+", "1\u{200B}"])
    func contacts_areHiddenInLinearTime(part: String) {
        let growth = growth(100) { size in
            let text = String(repeating: part, count: size)
            return { _ = text.hidingContacts }
        }
        #expect(linearGrowth.contains(growth))
    }
}
