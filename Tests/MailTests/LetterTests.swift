import Foundation
import Testing

@testable import Mail

/// What a letter is on the wire, whatever people have called themselves.
@Suite struct LetterTests {
    static func letter(
        subject: String = "Hello", name: String? = "Shop", text: String = "Text\n", references: [String] = []
    ) throws -> Letter {
        Letter(
            from: Letter.Party(name: name, address: try #require(MailAddress("help@shop.example"))),
            to: try #require(MailAddress("anna@mail.example")),
            replyTo: Letter.Party(address: try #require(MailAddress("reply+1-abc@shop.example"))), subject: subject,
            date: 1_796_121_060, id: "otvet.1.2.x@shop.example", references: references,
            unsubscribe: "https://desk.example/mail/unsubscribe/key?lang=en", text: text, html: "<p>\(text)</p>")
    }

    /// The header's fields, unfolded; a field that comes twice fails.
    static func fields(_ letter: Letter) throws -> [String: String] {
        let whole = String(decoding: letter.bytes, as: UTF8.self)
        let end = try #require(whole.range(of: "\r\n\r\n"))
        let head = whole[..<end.lowerBound].replacingOccurrences(of: "\r\n ", with: " ")
        let pairs = head.components(separatedBy: "\r\n").map { line in
            let parts = line.components(separatedBy: ": ")
            return (parts[0], parts.dropFirst().joined(separator: ": "))
        }
        return try Dictionary(pairs) { _, _ in throw RepeatedField() }
    }

    struct RepeatedField: Error {}

    private static let texts = [
        "Plain", "", "Тема письма о заказе №5 и ещё много слов, чтобы строка была длинной",
        "a\r\nBcc: victim@x.example",
        "a\nBcc: x\r\r\n\r\nbody", "\u{0}\u{1}tab\tend", "\u{202E}gpj.exe", "مرحبا بالعالم", "👩‍👩‍👧‍👦 family",
        "=?UTF-8?Q?fake?=",
        String(repeating: "w", count: 5000), String(repeating: "щ", count: 5000), "quote \" and \\ back",
        "a\u{2028}b\u{85}c",
    ]

    @Test(arguments: texts) func header_staysWhole_whateverIsInTheSubjectAndTheName(text: String) throws {
        let letter = try Self.letter(subject: text, name: text)
        let fields = try Self.fields(letter)
        #expect(
            Set(fields.keys) == [
                "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post",
                "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
            ])
        #expect(fields["From"]?.hasSuffix("<help@shop.example>") == true)
        let whole = String(decoding: letter.bytes, as: UTF8.self)
        for line in whole.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 200)
            #expect(line.utf8.allSatisfy { $0 == 9 || 0x20...0x7E ~= $0 })
            if line.contains("=?UTF-8?") { #expect(line.utf8.count <= 76, "\(line)") }
        }
    }

    @Test(
        arguments: [
            ("Plain", "Plain"), ("a\r\n b", "a b"), ("Да", "=?UTF-8?B?0JTQsA==?="), ("\u{202E}x", "x"),
            ("tab\tx ", "tab x"),
        ])
    func subject_isOneLine_encodedIfNeedBe(text: String, subject: String) throws {
        #expect(try Self.fields(Self.letter(subject: text))["Subject"] == subject)
    }

    /// (text, its quoted-printable)
    @Test(
        arguments: [
            ("plain\n", "plain\r\n"), ("a=b", "a=3Db"), ("end \nx\t", "end=20\r\nx=09"), ("ё", "=D1=91"),
            (".", "=2E"), ("From me", "=46rom me"), ("a\r\nb\rc", "a\r\nb\r\nc"), ("\u{0}", "=00"),
            (String(repeating: "a", count: 80), String(repeating: "a", count: 75) + "=\r\naaaaa"),
            (String(repeating: "ё", count: 13), String(repeating: "=D1=91", count: 12) + "=D1=\r\n=91"),
        ])
    func body_isQuotedPrintable(text: String, encoded: String) {
        #expect(quotedPrintable(text) == encoded)
    }

    @Test func letter_namesThoseBeforeIt_andHowToEndThem() throws {
        let fields = try Self.fields(Self.letter(references: ["a@x", "b@x"]))
        #expect(fields["References"] == "<a@x> <b@x>")
        #expect(fields["In-Reply-To"] == "<b@x>")
        #expect(fields["List-Unsubscribe"] == "<https://desk.example/mail/unsubscribe/key?lang=en>")
        #expect(fields["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click")
        #expect(fields["Date"] == "Tue, 01 Dec 2026 10:31:00 +0000")
    }
}
