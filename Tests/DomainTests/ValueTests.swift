import Domain
import Testing

/// The small values: each has one spelling and its bounds.
@Suite struct ValueTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_795_226_638_120, "2026-11-21T02:03:58.120Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func timestamp_isWrittenAsISO8601(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test(arguments: [0, 1_795_226_638_120, 951_782_400_000, 4_107_542_399_999, 253_402_300_800_000, .max] as [Int64])
    func timestamp_isReadAsItIsWritten(milliseconds: Int64) {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(time.description) == time)
    }

    @Test(arguments: [
        "", "Z", "2026-11-21", "2026-11-21T02:03:58Z", "2026-11-21T02:03:58.120", "2026-13-21T02:03:58.120Z",
        "2026-02-30T02:03:58.120Z", "2026-11-21T24:03:58.120Z", "2026-11-21 02:03:58.120Z", "02026-11-21T02:03:58.120Z",
        "2026-11-21T02:03:58.12xZ", "-026-11-21T02:03:58.120Z", "999999999-12-31T23:59:59.999Z",
        "2026-11-2１T02:03:58.120Z",
    ])
    func anotherSpelling_isNoTimestamp(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func timestamp_stopsAtTheEndsOfItsRange() {
        let late = Timestamp(milliseconds: .max - 5)
        #expect(late.advanced(by: .seconds(1)) == Timestamp(milliseconds: .max))
        #expect(Timestamp(milliseconds: 0).advanced(by: .milliseconds(-1500)).milliseconds == -1500)
    }

    @Test(arguments: ["0", "-1", "01", "+1", " 1", "1 ", "", "9223372036854775808", "1.0", "１"])
    func identifier_hasOneSpelling(text: String) {
        #expect(MessageID(text) == nil)
    }

    @Test(arguments: [
        ("Hello {name}, this is {agent}.", "Hello, this is Olga."), ("Hello, {name}!", "Hello!"),
        ("Здравствуйте, {name}! Номер – {ticket}.", "Здравствуйте! Номер – 7."),
        ("{name}, спасибо!\n{name}, до встречи", "Спасибо!\nДо встречи"), ("Да. {name}, всё готово", "Да. Всё готово"),
        ("Thanks {name} for {this}", "Thanks for {this}"), ("Thanks, {name}", "Thanks"), ("{name}", ""),
    ])
    func cannedReply_leavesOutANameThatIsUnknown(text: String, filled: String) throws {
        let reply = try CannedReply(id: CannedReplyID(rawValue: 1), shortcut: "x", title: "X", text: text)
        #expect(reply.filled(name: nil, agent: "Olga", ticket: TicketID(rawValue: 7)) == filled)
        #expect(reply.filled(name: "", agent: "Olga", ticket: TicketID(rawValue: 7)) == filled)
        #expect(reply.filled(name: "Анна", agent: "Olga", ticket: TicketID(rawValue: 7)).contains("Анна"))
    }

    @Test func identifier_roundTrips() {
        #expect(MessageID("42")?.description == "42")
        #expect(Cursor("0") == .start)
        #expect(Cursor("-1") == nil)
    }

    @Test func messageText_isTrimmedAndBounded() throws {
        #expect(try MessageText(" \n привет \t").text == "привет")
        #expect(try MessageText(String(repeating: "😀", count: 4000)).text.utf16.count == 8000)
        #expect(throws: DeskError.messageEmpty) { try MessageText(" \u{2003}\n") }
        for blank in [
            "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{200F}", "\u{2800}", "\0", "\u{1}", "\u{AD}", "\u{2060}", "\u{3164}",
            "\u{115F}", "\u{FE0F}", "\u{E0020}", "\u{180E}", "\u{202E}\u{2066}", "\u{85}", "\u{2028}", "\u{FFFC}",
        ] {
            #expect(throws: DeskError.messageEmpty) { try MessageText(blank) }
            #expect(try MessageText("\(blank) hi \(blank)\n").text == "hi")
            #expect(try MessageText(blank, mayBeBlank: true).text == "")
        }
        for shown in ["👩‍👩‍👧", "❤️", "1️⃣", "🏴\u{E0067}\u{E007F}", "می\u{200C}خواهم", "é"] {
            #expect(try MessageText(shown).text == shown)
        }
        #expect(throws: DeskError.messageTooLong) { try MessageText(String(repeating: "😀", count: 4001)) }
    }

    @Test func clientID_isBounded() {
        #expect(ClientID("3f-A_9.:")?.text == "3f-A_9.:")
        for bad in ["", "a b", "é", String(repeating: "a", count: 65)] {
            #expect(ClientID(bad) == nil)
        }
    }

    @Test func status_followsWhoWroteLast() {
        for status in TicketStatus.allCases {
            #expect(status.after(messageFrom: .user) == .open)
            #expect(status.after(messageFrom: .agent) == .answered)
            #expect(status.after(messageFrom: .system) == status)
            #expect(status.after(messageFrom: .bot) == status)
        }
    }
}
