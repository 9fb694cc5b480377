import Testing

@testable import Domain

@Suite struct TextSpanTests {
    @Test(
        arguments: [
            ("https://a.example/", true), ("HTTP://a.example", true), ("mailto:a@b.example", true),
            ("javascript:alert(1)", false), ("tg://user?id=1", false), ("data:text/html,x", false), ("", false),
        ])
    func link_leadsToTheWebOrAMailbox(url: String, isLink: Bool) {
        #expect((TextSpan(.link, offset: 0, length: 1, url: url) != nil) == isLink)
    }

    @Test func span_isNeverEmpty() {
        #expect(TextSpan(.bold, offset: 0, length: 0) == nil)
        #expect(TextSpan(.bold, offset: -1, length: 3) == nil)
        #expect(TextSpan(.link, offset: 0, length: 3) == nil)
    }

    @Test func spans_followTheTextThatIsTrimmed() throws {
        let original = "  😀 bold "
        let text = try MessageText(original)
        let spans = [
            try #require(TextSpan(.bold, offset: 5, length: 4)),
            try #require(TextSpan(.italic, offset: 0, length: 100)),
            try #require(TextSpan(.code, offset: 9, length: 1)),
        ]
        #expect(
            text.fit(spans, of: original) == [
                TextSpan(.bold, offset: 3, length: 4), TextSpan(.italic, offset: 0, length: 7),
            ])
        let most = Int.max
        #expect(text.fit([try #require(TextSpan(.bold, offset: most, length: most))], of: original).isEmpty)
    }

    @Test func json_isReadAsItWasWritten_andUnknownKindsAreLeftOut() throws {
        let spans = [
            try #require(TextSpan(.quote, offset: 1, length: 2)),
            try #require(TextSpan(.link, offset: 0, length: 3, url: "https://x.example/?a=\"")),
        ]
        #expect(try [TextSpan](json: spans.json) == spans)
        #expect(try [TextSpan](json: Array(#"[{"type":"new","offset":0,"length":1,"x":[1]}]"#.utf8)).isEmpty)
    }
}
