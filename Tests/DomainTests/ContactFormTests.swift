import JSON
import Testing

@testable import Domain

@Suite struct ContactFormTests {
    private func draft(_ fields: String, when: String = "before", audience: String = "everybody") throws
        -> ContactForm.Draft
    {
        var draft = ContactForm.Draft()
        (draft.moment, draft.audience) = (when, audience)
        draft.fields = try [ContactField.Draft](json: Array(fields.utf8))
        return draft
    }

    private func form(_ fields: String) throws -> ContactForm { try ContactForm(draft(fields)) }

    private static let nine =
        "[" + Array(repeating: #"{"kind":"name","required":true}"#, count: 9).joined(separator: ",") + "]"
    private static let longLabel =
        #"[{"kind":"text","key":"order","label_ru":"\#(String(repeating: "я", count: 81))","required":true}]"#

    private static let faults: [(String, ContactFormFault)] = [
        ("[]", .fields), (nine, .fields), (longLabel, .label(position: 1)),
        (#"[{"kind":"fax","required":true}]"#, .kind(position: 1)), (#"[{"required":true}]"#, .kind(position: 1)),
        (#"[{"kind":"name"}]"#, .required(position: 1)),
        (#"[{"kind":"email","key":"mail","required":true}]"#, .key(position: 1)),
        (#"[{"kind":"text","label_en":"Order","required":true}]"#, .key(position: 1)),
        (#"[{"kind":"text","key":"__proto__","label_en":"Order","required":true}]"#, .key(position: 1)),
        (#"[{"kind":"text","key":"Order","label_en":"Order","required":true}]"#, .key(position: 1)),
        (#"[{"kind":"text","key":"email","label_en":"Order","required":true}]"#, .key(position: 1)),
        (#"[{"kind":"text","key":"order","label_en":" \u200b","required":true}]"#, .label(position: 1)),
        (#"[{"kind":"name","required":true},{"kind":"name","required":false}]"#, .repeated(position: 2)),
    ]

    @Test(arguments: faults) func whatIsNoForm_isRefused_andTold(fields: String, fault: ContactFormFault) throws {
        let draft = try draft(fields)
        #expect(throws: fault) { try ContactForm(draft) }
    }

    @Test func moment_andAudience_areAskedFor() throws {
        let fields = #"[{"kind":"name","required":true}]"#
        let (badMoment, badAudience) = (try draft(fields, when: "later"), try draft(fields, audience: "nobody"))
        #expect(throws: ContactFormFault.moment) { try ContactForm(badMoment) }
        #expect(throws: ContactFormFault.audience) { try ContactForm(badAudience) }
    }

    /// A hostile label stays a text, on one line.
    @Test func label_isOneLine() throws {
        let form = try form(
            #"[{"kind":"text","key":"order","label_en":"<b>\nOrder\u202e","label_ru":"Заказ","required":false}]"#)
        #expect(form.fields.first?.label == ContactLabel(english: "<b> Order", russian: "Заказ"))
    }

    @Test func storedFields_areTheSameAgain() throws {
        let form = try form(
            #"[{"kind":"text","key":"order","label_en":"Order \"1\"","label_ru":"","required":true},{"kind":"phone","required":false}]"#
        )
        var draft = ContactForm.Draft()
        (draft.moment, draft.audience) = ("before", "everybody")
        draft.fields = try [ContactField.Draft](json: form.fields.json)
        #expect(try ContactForm(draft) == form)
    }

    static let everything =
        #"[{"kind":"name","required":false},{"kind":"email","required":false},{"kind":"phone","required":false},{"kind":"text","key":"order","label_en":"Order","required":false}]"#

    @Test(arguments: [
        ("email", "anna@shop.example"), ("email", "a.b+c@x.co"), ("email", "o'neil@mail.example"),
        ("email", "почта@пример.рф"), ("email", "a@xn--e1afmkfd.xn--p1ai"), ("email", "  anna@shop.example \n"),
        ("phone", "+7 (999) 123-45-67"), ("phone", "8 800 555 35 35 доб. 12"), ("phone", "112233"),
        ("phone", "(02) 1234.5678"), ("phone", "+49/30/1234567"), ("phone", "٠١٢٣٤٥٦٧٨٩"), ("phone", "＋８１３１２３４５６７"),
        ("name", "Анна-Мария О’Нил"), ("order", "__proto__"),
    ])
    func whatPeopleWrite_isTaken(field: String, value: String) throws {
        let answers = try form(Self.everything).answers([field: value])
        #expect(answers.map(\.field) == [field] && answers.first?.value == value.inOneLine)
    }

    private static let wrong: [(String, String, ContactFault.Reason)] = [
        ("email", "anna", .email), ("email", "anna@shop", .email), ("email", "@shop.example", .email),
        ("email", "anna@", .email), ("email", "a@b@c.de", .email), ("email", "a b@shop.example", .email),
        ("email", "anna@shop..example", .email), ("email", ".anna@shop.example", .email),
        ("email", "anna@-shop.example", .email), ("email", "<anna@shop.example>", .email),
        ("email", "a@b.c, d@e.f", .email), ("email", "a@1.2.3.4:80", .email),
        ("phone", "1234", .phone), ("phone", "call me 123456", .phone), ("phone", "+", .phone),
        ("phone", "123456789012345678901", .phone), ("phone", "javascript:alert(12345)", .phone),
        ("name", String(repeating: "я", count: 101), .tooLong(limit: 100)),
        ("email", "\(String(repeating: "a", count: 250))@b.co", .tooLong(limit: 254)),
        ("phone", String(repeating: "+1 ", count: 14), .tooLong(limit: 40)),
        ("order", String(repeating: "x", count: 10_000), .tooLong(limit: 500)),
    ]

    @Test(arguments: wrong) func whatCantBeRight_isRefused_andTold(
        field: String, value: String, reason: ContactFault.Reason
    ) throws {
        let form = try form(Self.everything)
        #expect(throws: ContactFault(reason, in: field)) { try form.answers([field: value]) }
    }

    @Test(arguments: ["", " ", "\u{200B}\u{2060}", "\n"]) func nothing_isNoAnswer_andMissingWhereOneIsRequired(
        value: String
    ) throws {
        let optional = try form(#"[{"kind":"name","required":false}]"#)
        #expect(try optional.answers(["name": value]) == [])
        let required = try form(#"[{"kind":"name","required":true}]"#)
        #expect(throws: ContactFault(.missing, in: "name")) { try required.answers(["name": value]) }
        #expect(throws: ContactFault(.missing, in: "name")) { try required.answers(["other": "x"]) }
    }

    @Test(arguments: [
        ("+7 (999) 123-45-67", ["79991234567", "9991234567", "89991234567"]),
        ("8 999 123-45-67", ["89991234567", "9991234567", "79991234567"]), ("112-233", ["112233"]),
        ("+49 30 12345678", ["493012345678", "3012345678"]), ("٠١٢٣٤٥٦", ["0123456"]),
    ]) func number_isFoundHoweverItIsWritten(value: String, spellings: [String]) {
        let answer = ContactAnswer(field: "phone", kind: .phone, label: ContactLabel(), value: value, position: 0)
        #expect(answer.spellings == spellings)
    }

    @Test func audience_saysWhoIsAsked() throws {
        func user(_ id: String?) -> User {
            User(id: UserID(rawValue: 1), externalID: id, name: nil, email: nil, createdAt: Timestamp(milliseconds: 0))
        }
        let fields = #"[{"kind":"name","required":true}]"#
        #expect(try ContactForm(draft(fields)).isFor(user("u1")))
        let anonymous = try ContactForm(draft(fields, audience: "anonymous"))
        #expect(anonymous.isFor(user(nil)) && !anonymous.isFor(user("u1")))
        #expect(try !ContactForm(draft(fields, when: "off")).isFor(user(nil)))
    }

    private static let values: [(String, String?)] = [
        (#""pro""#, "pro"), ("129", "129"), ("-0.5", "-0.5"), ("1e3", "1000"), ("true", "true"), ("null", nil),
        ("{}", nil),
        ("[1]", nil), ("1e999", nil),
    ]

    @Test(arguments: values) func valueOfAnAttribute_isATextANumberOrAFlag(json: String, value: String?) throws {
        var reader = JSONReader(Array(json.utf8))
        let read = try UserAttribute.value(&reader)
        #expect(read == value)
    }

    @Test func attribute_isBounded() {
        let limit = String(repeating: "я", count: 40)
        #expect(UserAttribute(key: limit, value: "x", isSigned: false) != nil)
        #expect(UserAttribute(key: limit + "я", value: "x", isSigned: false) == nil)
        #expect(UserAttribute(key: " \u{200B}", value: "x", isSigned: false) == nil)
        #expect(UserAttribute(key: "k", value: String(repeating: "я", count: 201), isSigned: false) == nil)
        #expect(UserAttribute(key: "a\nb", value: "c\u{202E}\nd", isSigned: false)?.value == "c d")
    }

    @Test func pages_areTheLastTen_andNoneIsLaterThanNow() throws {
        let list = (0..<15).map { #"{"url":"https://shop/\#($0)","at":"2026-01-01T00:00:\#($0 + 10).000Z"}"# }
        let odd =
            #"{"url":"","at":"2026-01-01T00:00:00.000Z"},{"url":"https://x"},{},5,null,"x",[{}],{"url":7,"at":"x"}"#
        let json = "[" + list.joined(separator: ",") + "," + odd + "]"
        let pages = try [VisitedPage](json: Array(json.utf8))
        #expect(pages.count == 10 && pages.first?.url == "https://shop/5" && pages.last?.url == "https://shop/14")
        let now = Timestamp(milliseconds: 5)
        #expect(pages.noLater(than: now).allSatisfy { $0.at == now })
        #expect(try [VisitedPage](json: pages.json) == pages)
    }
}
