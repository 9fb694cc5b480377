import Domain
import Testing

@testable import Transcript

/// A conversation's page: what people wrote is text on it, and nothing on it runs or loads.
@Suite struct TranscriptTests {
    private let ticket = Ticket(
        id: TicketID(rawValue: 12), user: UserID(rawValue: 3), kind: .ticket, status: .answered,
        subject: "<b>Late & lost</b>",
        createdAt: Timestamp(milliseconds: 0), lastMessageAt: nil, lastMessagePreview: nil, unreadByUser: 0,
        deliveredUpTo: MessageID(rawValue: 0))

    private func message(
        _ author: Author, _ text: String, at milliseconds: Int64 = 0, name: String? = nil, spans: [TextSpan?] = [],
        files: [Domain.Attachment] = [], isDeleted: Bool = false
    ) -> Message {
        Message(
            id: MessageID(rawValue: 5), ticket: ticket.id, author: author, authorName: name, text: text,
            createdAt: Timestamp(milliseconds: milliseconds), editedAt: nil, clientID: nil, replyTo: nil,
            spans: spans.compactMap(\.self), isDeleted: isDeleted, attachments: files)
    }

    private func html(
        _ messages: [Message], _ language: TranscriptLanguage = .english, for reader: Transcript.Reader = .visitor,
        offset: Int = 0, file: Transcript.File = .named
    ) -> String {
        var page = Transcript(language, for: reader, offset: offset)
        let parts = messages.flatMap { page.parts(of: $0) { _ in file } }
        return page.head(of: ticket, user: nil)
            + parts.map { if case .html(let html) = $0 { html } else { "CONTENT" } }.joined() + page.end()
    }

    @Test func whatPeopleWrite_isText() {
        let hostile = "</div><script>alert('1')</script>\" onload=\"x\u{0}\u{1B}"
        let file = Domain.Attachment(
            id: AttachmentID(rawValue: 1), kind: .document, state: .ready, name: hostile, size: 5)
        let page = html([message(.agent, hostile, name: hostile, files: [file])], file: .path("../a\"b"))
        #expect(!page.contains("<script") && !page.contains("\" onload") && !page.contains("\u{1B}"))
        #expect(page.contains("&lt;script&gt;") && page.contains("href=\"../a&quot;b\""))
        #expect(page.contains("<title>&lt;b&gt;Late &amp; lost&lt;/b&gt;</title>"))
        #expect(page.contains("default-src 'none'; style-src 'sha256-") && !page.contains("unsafe-inline"))
    }

    @Test(
        arguments: [
            ([(.bold, 0, 5)], "<b>hello</b> world"),
            ([(.bold, 0, 5), (.italic, 3, 5)], "<b>hel<i>lo</i></b><i> wo</i>rld"),
            ([(.italic, 0, 11), (.code, 0, 5)], "<i><code>hello</code> world</i>"),
            ([(.quote, 8, 99)], "hello wo<span class=\"quote\">rld</span>"),
            ([(.bold, 20, 5)], "hello world"), ([(.bold, 0, Int.max)], "<b>hello world</b>"),
        ] as [([(TextSpan.Kind, Int, Int)], String)])
    func formatting_neverCrosses(spans: [(TextSpan.Kind, Int, Int)], expected: String) {
        let made = spans.compactMap { TextSpan($0.0, offset: $0.1, length: $0.2) }
        #expect(formatted("hello world", made) == expected)
    }

    /// Spans are counted in UTF-16, and one that ends within a character does no harm.
    @Test func formatting_ofEmoji_keepsThemWhole() {
        #expect(formatted("👍 ok", [TextSpan(.bold, offset: 3, length: 2)].compactMap(\.self)) == "👍 <b>ok</b>")
        #expect(formatted("👍", [TextSpan(.bold, offset: 0, length: 1)].compactMap(\.self)).hasPrefix("<b>"))
    }

    @Test func visitor_readsYou_andStaffReadNames() {
        let said = [message(.user, "hi", name: "Ivan"), message(.agent, "hello")]
        let own = html(said, .russian)
        #expect(own.contains("<bdi>Вы</bdi>") && own.contains("<bdi>Поддержка</bdi>") && own.contains("lang=\"ru\""))
        #expect(html(said, for: .staff).contains("<bdi>Ivan</bdi>"))
    }

    @Test func days_areSaidOnce_inThePlaceOfTheReader() {
        let evening = Int64(22 * 3600 + 30 * 60) * 1000
        let said = [message(.user, "a", at: evening), message(.user, "b", at: evening + 60_000)]
        let page = html(said, offset: 180)
        #expect(page.contains("<h2>2 January 1970</h2>") && page.contains(">01:30</time>"))
        #expect(page.contains("Times are in UTC+3.") && page.split(separator: "<h2>").count == 2)
        #expect(html(said, .russian).contains("<h2>1 января 1970 г.</h2>"))
        #expect(html(said, offset: 99_999).contains("Times are in UTC."))
        #expect(html(said, offset: -210).contains("UTC\u{2212}3:30"))
    }

    @Test func pictures_areShown_andOtherFilesAreNamed() {
        let picture = Domain.Attachment(
            id: AttachmentID(rawValue: 1), kind: .photo, state: .ready, name: "a.png", type: "image/png",
            size: 2_340_000,
            width: 3, height: 4)
        #expect(
            html([message(.user, "", files: [picture])], file: .path("../files/x.png")).contains(
                "<img alt=\"🖼 a.png\" width=\"3\" height=\"4\" src=\"../files/x.png\">"))
        #expect(
            html([message(.user, "", files: [picture])], file: .embedded).contains(
                "src=\"data:image/png;base64,CONTENT\">"))
        #expect(html([message(.user, "", files: [picture])]).contains("2.3 MB"))
        let svg = Domain.Attachment(id: AttachmentID(rawValue: 1), kind: .photo, state: .ready, type: "image/svg+xml")
        #expect(!html([message(.user, "", files: [svg])], file: .embedded).contains("<img"))
    }

    @Test func list_namesEachOnce_andLeadsOn() {
        let user = User(
            id: ticket.user, externalID: nil, name: "<i>", email: nil, createdAt: Timestamp(milliseconds: 0))
        let page = TranscriptIndex(.english).html(
            of: [(ticket, user)], newer: nil, older: "index-2.html", address: { "tickets/\($0).html" })
        #expect(page.contains("<a href=\"tickets/12.html\" dir=\"auto\">&lt;b&gt;Late"))
        #expect(page.contains("<bdi>Ticket 12</bdi> · <bdi>&lt;i&gt;</bdi>"))
        #expect(page.contains("<a href=\"index-2.html\">Older</a>") && !page.contains("Newer"))
    }

    @Test func whatWasTakenBack_andNothingAtAll_areSaid() {
        #expect(html([message(.agent, "", isDeleted: true)]).contains("This message was deleted."))
        #expect(html([]).contains("There are no messages here."))
    }

    @Test(arguments: [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("\u{FB}\u{FF}", "w7vDvw==")])
    func base64_isPadded(text: String, expected: String) { #expect(base64(Array(text.utf8)) == expected) }
}
