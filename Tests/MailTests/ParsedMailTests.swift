import Foundation
import TestSupport
import Testing

@testable import Mail

/// Mails as programs send them: what of them somebody has written.
@Suite struct ParsedMailTests {
    private static func mail(_ header: String, _ body: String) -> [UInt8] {
        Array((header + "\n\n" + body).replacingOccurrences(of: "\n", with: "\r\n").utf8)
    }

    private static let marks = ["Reply above this line", "Ответ пишите выше этой строки"]

    /// (what a program sends, what was written)
    @Test(
        arguments: [
            ("Yes.\n\nOn Tue, Dec 1, 2026 at 10:31 AM Shop <help@shop.example> wrote:\n\n> Hello\n> there\n", "Yes."),
            // Gmail breaks the line.
            ("Yes.\n\nOn Tue, Dec 1, 2026 at 10:31 AM Shop <\nhelp@shop.example> wrote:\n> Hello", "Yes."),
            ("Да.\n\nвт, 1 дек. 2026 г. в 10:31, Лавка <help@shop.example>:\n\n> Здравствуйте", "Да."),
            ("Да.\n\n1 декабря 2026 г., в 10:31, Лавка <help@shop.example> написал(а):\n\n> Здравствуйте", "Да."),
            // Mail.ru and Yandex
            ("Да\n\nВторник, 1 декабря 2026, 10:31 +03:00 от Лавка <help@shop.example>:\n\nЗдравствуйте", "Да"),
            ("Да\n\n01.12.2026, 10:31, \"Лавка\" <help@shop.example>:\n> Здравствуйте", "Да"),
            ("Oui\n\nLe mar. 1 déc. 2026 à 10:31, Shop <help@shop.example> a écrit :\n\n> Bonjour", "Oui"),
            ("Ja\n\nAm Di., 1. Dez. 2026 um 10:31 Uhr schrieb Shop <help@shop.example>:\n\n> Hallo", "Ja"),
            ("Sí\n\nEl mar, 1 dic 2026 a las 10:31, Shop (<help@shop.example>) escribió:\n\n> Hola", "Sí"),
            ("Tak\n\nwt., 1 gru 2026 o 10:31 Shop <help@shop.example> napisał(a):\n\n> Cześć", "Tak"),
            // Outlook
            (
                "Yes\n\n________________________________\nFrom: Shop <help@shop.example>\nSent: Tuesday, December 1\nTo: Anna\nSubject: x\n\nHello",
                "Yes"
            ),
            (
                "Да\n\nОт: Лавка <help@shop.example>\nОтправлено: 1 декабря 2026 г. 10:31\nКому: Анна\nТема: x\n\nЗдравствуйте",
                "Да"
            ),
            ("Yes\n\n-----Original Message-----\nFrom: Shop\nSent: x\n\nHello", "Yes"),
            ("Да\n\n-----Исходное сообщение-----\nОт: Лавка", "Да"),
            // The line above which one writes, quoted and not.
            ("Yes\n\n2026-12-01 10:31 Shop <help@shop.example>:\n\n--- Reply above this line ---\n\nHello", "Yes"),
            (
                "Yes\nOn 1 Dec 2026, at 10:31, Shop <help@shop.example> wrote:\n\n> --- Reply above this line ---\n> Hello",
                "Yes"
            ),
            // What was not quoted stays.
            (
                "See:\n> is it blue?\nYes, blue.\n> and large?\nNo.",
                "See:\n> is it blue?\nYes, blue.\n> and large?\nNo."
            ),
            ("I wrote: no\nFrom: nobody\nthanks", "I wrote: no\nFrom: nobody\nthanks"),
            ("The price is 10:\nfive and five", "The price is 10:\nfive and five"),
            ("Line\n\n-- \nAnna\nShop", "Line"), ("Yes\n\nSent from my iPhone", "Yes"),
            ("Да\n\nОтправлено с iPhone", "Да"),
            ("", ""), ("> only\n> a quote", ""), ("\n\n  Yes  \n\n", "Yes"),
        ])
    func newText_isWhatStandsAboveTheQuote(text: String, written: String) {
        #expect(newText(of: text, marks: Self.marks) == written)
    }

    /// (header of the part, body, text)
    @Test(
        arguments: [
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                "0JTQsCwg0YHQv9Cw\nc9C40LHQvg==", "Да, спаsибо"
            ),
            (
                "Content-Type: text/plain; charset=\"koi8-r\"\nContent-Transfer-Encoding: quoted-printable",
                "=E4=C1, =\n=D3", "Да, с"
            ),
            ("Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64", "xOA=", "Да"),
            (
                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable",
                "=93caf=E9=94", "“café”"
            ),
            (
                "Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: base64", "GyRCJUYlOSVIGyhC",
                "テスト"
            ),
            ("Content-Type: text/plain; charset=nonsense/../x", "plain", "plain"),
            ("Content-Type: text/plain; charset=utf-8; format=flowed", "One \nline\nTwo", "One line\nTwo"),
            (
                "Content-Type: text/html; charset=utf-8",
                "<style>p{}</style><p>One&nbsp;&amp; two<br>three</p><blockquote>old</blockquote>", "One & two\nthree"
            ),
            (
                "Content-Type: text/html",
                "<div dir=\"ltr\">Yes &#1076;&#x430;</div><div class=\"gmail_quote\">On Tue</div>", "Yes да"
            ),
            ("X: y", "no type", "no type"),
        ])
    func text_isReadInWhateverWayItWasWritten(header: String, body: String, text: String) {
        #expect(ParsedMail(Self.mail(header, body)).text?.trimmingCharacters(in: .whitespacesAndNewlines) == text)
    }

    @Test func partsAndFiles_areFound_withTheirNames() throws {
        let body = """
            preamble
            --outer
            Content-Type: multipart/alternative; boundary="inner"

            --inner
            Content-Type: text/plain; charset=utf-8

            Text
            --inner
            Content-Type: text/html

            <p>HTML</p>
            --inner--
            --outer
            Content-Type: application/pdf; name="=?koi8-r?B?5MHOztnFLnBkZg==?="
            Content-Disposition: attachment; filename*0*=UTF-8''%D0%94%D0%B0; filename*1*=%D0%BD%D0%BD; filename*2=.pdf
            Content-Transfer-Encoding: base64

            JVBERi0=
            --outer
            Content-Type: image/png; name="a;b.png"
            Content-Transfer-Encoding: base64

            iVBORw==
            --outer--
            epilogue
            """
        let mail = ParsedMail(Self.mail("Content-Type: multipart/mixed; boundary=outer", body))
        #expect(mail.text == "Text")
        #expect(mail.files.map(\.name) == ["Данн.pdf", "a;b.png"])
        #expect(mail.files.map(\.content.count) == [5, 4])
    }

    /// (header, envelope sender, kind)
    @Test(
        arguments: [
            ("From: anna@mail.example", nil, MailKind.written), ("Auto-Submitted: no", nil, .written),
            ("Auto-Submitted: auto-replied", nil, .automatic), ("Auto-Submitted: auto-generated (x)", nil, .automatic),
            ("Return-Path: <>", nil, .automatic), ("Return-Path: <anna@mail.example>", nil, .written),
            ("From: anna@mail.example", "", .automatic), ("From: anna@mail.example", "anna@mail.example", .written),
            ("Precedence: bulk", nil, .automatic), ("Precedence: first-class", nil, .written),
            ("List-Id: <x.example>", nil, .automatic), ("X-Autoreply: yes", nil, .automatic),
            ("From: Mail Delivery System <MAILER-DAEMON@mail.example>", nil, .automatic),
        ] as [(String, String?, MailKind)])
    func whatProgramsSend_isNobodysWord(header: String, sender: String?, kind: MailKind) {
        #expect(ParsedMail(Self.mail(header, "x")).kind(sender: sender) == kind)
    }

    /// (action and status of a report, kind)
    @Test(
        arguments: [
            ("Action: failed\nStatus: 5.1.1", MailKind.bounce), ("Action: delayed\nStatus: 4.4.1", .automatic),
            ("Action: failed\nStatus: 5.7.1", .automatic), ("Action: relayed\nStatus: 2.0.0", .automatic),
        ])
    func report_isABounce_onlyIfItIsFinal(report: String, kind: MailKind) {
        let body = """
            --b
            Content-Type: text/plain

            Sorry
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; x

            Final-Recipient: rfc822; anna@mail.example
            \(report)
            --b--
            """
        let header = "From: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b"
        #expect(ParsedMail(Self.mail(header, body)).kind(sender: "") == kind)
    }

    @Test func receivers_areThoseOfAllFields() {
        let header = """
            To: Shop <reply+1-abc@shop.example>,
             other@x.example
            Delivered-To: box@shop.example
            """
        #expect(
            ParsedMail(Self.mail(header, "")).receivers == [
                "box@shop.example", "reply+1-abc@shop.example", "other@x.example",
            ])
    }

    /// Whatever comes, it is read to its end and in linear time.
    @Test func hostileMails_areRead_inLinearTime() {
        let nested = (0..<5000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let mails = [
            nested, String(repeating: "--b\n\n", count: 100_000), String(repeating: "=?utf-8?B?", count: 50_000),
            "Content-Type: text/plain" + String(repeating: ";a*0=b", count: 50_000) + "\n\nx",
            "Content-Type: text/html\n\n" + String(repeating: "<", count: 200_000),
            "Content-Type: text/html\n\n" + String(repeating: "&<!--", count: 100_000),
            "\n\n" + String(repeating: "> a\n", count: 100_000) + "end", String(repeating: "a:\n b\n", count: 50_000),
            "", "\r",
            "Content-Type: multipart/mixed; boundary=\n\n--\n\n--",
        ]
        for mail in mails {
            let start = ContinuousClock.now
            let parsed = ParsedMail(Array(mail.utf8))
            _ = newText(of: parsed.text ?? "", marks: Self.marks)
            _ = parsed.kind()
            #expect(ContinuousClock.now - start < .seconds(20), "\(mail.prefix(40))")
        }
        var generator = SplitMix(seed: 18)
        for _ in 0..<300 {
            let bytes = (0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = ParsedMail(Array("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n".utf8) + bytes).text
            _ = decodedHeader(String(decoding: bytes, as: UTF8.self))
        }
    }
}
