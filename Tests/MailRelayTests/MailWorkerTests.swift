import Domain
import Foundation
import Mail
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import MailRelay

/// From an unread answer to a mail that a server has taken, or not.
@Suite struct MailWorkerTests {
    @Test func unreadAnswer_isMailedOnce_whenItsTimeHasCome() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        try await fixture.answer("First\n.\nFrom me", to: anna)
        try await fixture.sendDue()
        #expect(fixture.server.mails.isEmpty)
        fixture.clock.move(by: .seconds(600))
        try await fixture.answer("Second: <b>ёж</b>", to: anna)
        fixture.clock.move(by: .seconds(301))
        try await fixture.sendDue()
        let mail = try #require(fixture.server.mails.first)
        #expect((mail.sender, mail.recipient) == ("help@shop.example", "anna@mail.example"))
        #expect(mail.field("Subject") == "Olga has answered you")
        #expect(mail.field("Auto-Submitted") == "auto-generated")
        #expect(mail.unwrapped.contains("=46irst\r\n=2E\r\n=46rom me"))
        #expect(mail.unwrapped.contains("&lt;b&gt;=D1=91=D0=B6&lt;/b&gt;"))
        // One for the silence, however much follows.
        try await fixture.answer("Third", to: anna)
        fixture.clock.move(by: .seconds(86_400))
        try await fixture.sendDue()
        #expect(fixture.server.mails.count == 1)
        #expect(fixture.server.faults == [])
        #expect(try fixture.mails(of: anna).map(\.state) == [.sent])
    }

    @Test func readAnswer_isNotMailed_andTheNextUnreadOneIs() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        let first = try await fixture.answer("First", to: anna)
        _ = try await fixture.desk.markRead(upTo: first.id, by: anna.token)
        fixture.clock.move(by: .seconds(86_400))
        try await fixture.sendDue()
        #expect(fixture.server.mails.isEmpty)
        try await fixture.answer("Second", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        // Whoever writes has come back, and may leave again.
        _ = try await fixture.desk.post(Desk.UserMessage(text: try MessageText("Thanks")), by: anna.token)
        try await fixture.answer("Third", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.count == 2)
        let ids = fixture.server.mails.compactMap { $0.field("Message-ID") }
        #expect(fixture.server.mails.last?.field("In-Reply-To") == ids.first)
    }

    @Test func answerThatCameAfterTheLastLook_waitsItsOwnTime() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        let first = try await fixture.answer("First", to: anna)
        fixture.clock.move(by: .seconds(800))
        try await fixture.answer("Second", to: anna)
        _ = try await fixture.desk.markRead(upTo: first.id, by: anna.token)
        fixture.clock.move(by: .seconds(800))
        try await fixture.sendDue()
        #expect(fixture.server.mails.isEmpty)
        fixture.clock.move(by: .seconds(101))
        try await fixture.sendDue()
        let text = try #require(fixture.server.mails.first?.text)
        #expect(text.contains("Second") && !text.contains("First"))
    }

    @Test func nobodyIsMailed_withoutAnAddress_orWhenMailIsOff() async throws {
        let fixture = try await MailRelayFixture()
        let stranger = try await fixture.visitor("1", email: nil)
        try await fixture.answer("Answer", to: stranger)
        #expect(try fixture.mails(of: stranger) == [])
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        try await fixture.desk.setMailDelay(nil)
        #expect(try fixture.mails(of: anna) == [])
        try await fixture.answer("Answer", to: anna)
        #expect(try fixture.mails(of: anna) == [])
    }

    @Test func addressFromTheContactForm_isMailed() async throws {
        let fixture = try await MailRelayFixture()
        var draft = ContactForm.Draft()
        (draft.moment, draft.audience) = ("before", "everybody")
        draft.fields = try [ContactField.Draft](json: Array(#"[{"kind":"email","required":false}]"#.utf8))
        try await fixture.desk.setContactForm(ContactForm(draft), by: .tester)
        let token = try await fixture.desk.openSession(context: VisitorContext()).token
        try await fixture.desk.giveContact(["email": "boris@mail.example"], by: token, from: nil)
        let posted = try await fixture.desk.post(Desk.UserMessage(text: try MessageText("A question")), by: token)
        let boris = MailRelayFixture.Visitor(token: token, user: posted.ticket.user, ticket: posted.ticket.id)
        try await fixture.answer("Answer", to: boris)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.map(\.recipient) == ["boris@mail.example"])
    }

    /// (what the server says to a step, what becomes of the mail)
    @Test(
        arguments: [
            ("RCPT", "550 5.1.1 no such user anna@mail.example", Mail.Refusal.bounced, 550),
            ("RCPT", "554 5.7.1 relay access denied", .rejected, 554), (".", "554 spam", .rejected, 554),
        ])
    func refusedMail_saysWhy_andIsNotTriedAgain(
        step: String, reply: String, refusal: Mail.Refusal, code: Int
    ) async throws {
        let fixture = try await MailRelayFixture()
        fixture.server.behave { $0.replies = [step: reply] }
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        let mail = try #require(try fixture.mails(of: anna).first)
        #expect((mail.state, mail.refusal, mail.code) == (.refused, refusal, code))
        fixture.server.behave { $0.replies = [:] }
        _ = try await fixture.desk.post(Desk.UserMessage(text: try MessageText("Again")), by: anna.token)
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        // An address that takes none gets no more for a while.
        #expect(fixture.server.mails.count == (refusal == .bounced ? 0 : 1))
    }

    @Test func greylistedMail_comesLater_andOthersDoNotWaitForIt() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        fixture.server.behave { $0.replies = ["RCPT": "450 4.2.0 greylisted"] }
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        fixture.server.behave { $0.replies = [:] }
        let boris = try await fixture.visitor("43", email: "boris@mail.example")
        try await fixture.answer("Answer", to: boris)
        try await fixture.sendDue()
        #expect(fixture.server.mails.isEmpty)
        fixture.clock.move(by: .seconds(61))
        try await fixture.sendDue()
        #expect(fixture.server.mails.map(\.recipient) == ["anna@mail.example"])
        #expect(fixture.relay.trouble == nil)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.map(\.recipient) == ["anna@mail.example", "boris@mail.example"])
    }

    @Test func mailThatIsDeferredForDays_isGivenUp() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        fixture.server.behave { $0.replies = ["RCPT": "452 4.2.2 full"] }
        for _ in 0..<30 {
            fixture.clock.move(by: .seconds(14_401))
            try await fixture.sendDue()
        }
        #expect(try fixture.mails(of: anna).map(\.refusal) == [.expired])
    }

    /// A server that hangs up, hangs, has no time, or does not know us: the mail waits, and everybody can see why.
    @Test(
        arguments: [
            ("RCPT", nil, nil, Signal.mailUnreachable), (nil, "DATA", nil, .mailUnreachable),
            (nil, nil, "421 too busy", .mailUnreachable), (nil, nil, "530 5.7.0 sign in", .mailMisconfigured),
        ] as [(String?, String?, String?, Signal)])
    func serverInTrouble_isTriedAgain_andNothingIsLost(
        closing: String?, silent: String?, reply: String?, signal: Signal
    ) async throws {
        let fixture = try await MailRelayFixture()
        fixture.server.behave { behaviour in
            (behaviour.closesAfter, behaviour.silentAfter) = (closing, silent)
            if let reply { behaviour.replies["MAIL"] = reply }
        }
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.desk.signals.all == [signal])
        #expect(try fixture.mails(of: anna).map(\.state) == [.waiting])
        fixture.server.behave { $0 = SMTPStandIn.Behaviour() }
        try await eventually {
            try await fixture.sendDue()
            return fixture.server.mails.count == 1
        }
    }

    @Test func mailUnderWayInACrash_isSentAgain_asTheSameMail() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        let id = try #require(try fixture.mails(of: anna).first?.id)
        let now = fixture.clock.now()
        let task = try #require(try await fixture.desk.store.write { try $0.takeMail(id, now: now) })
        #expect(try fixture.mails(of: anna).map(\.state) == [.sending])
        let running = Task { await fixture.worker.run() }
        try await eventually { fixture.server.mails.count == 1 }
        running.cancel()
        await running.value
        #expect(fixture.server.mails.first?.field("Message-ID") == "<\(fixture.relay.letter(task).id)>")
        try await eventually { try fixture.mails(of: anna).map(\.state) == [.sent] }
    }

    @Test func unsubscribedAddress_getsNoMore_whoeverHasIt() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor()
        let key = fixture.desk.unsubscribeKey(of: "Anna@mail.example")
        try await fixture.desk.unsubscribe(key)
        await #expect(throws: DeskError.notFound) { try await fixture.desk.unsubscribe(key.uppercased()) }
        try await fixture.desk.erase(anna.user, by: .tester)
        let again = try await fixture.visitor()
        try await fixture.answer("Answer", to: again)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.isEmpty)
        #expect(try fixture.mails(of: again).map(\.refusal) == [.unsubscribed])
    }

    /// (browser's language, subject)
    @Test(
        arguments: [
            ("ru-RU", "=?UTF-8?B?0JLQsNC8INC+0YLQstC10YLQuNC70Lg6IE9sZ2E=?="), ("de", "Olga has answered you"),
            (nil, "Olga has answered you"),
        ] as [(String?, String)])
    func mail_isInTheLanguageOfTheBrowser(locale: String?, subject: String) async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor(locale: locale)
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.first?.field("Subject") == subject)
    }

    @Test func hostileNamesAndTexts_endNoHeader_andNoPart() async throws {
        let fixture = try await MailRelayFixture()
        let anna = try await fixture.visitor(name: "Anna\"\r\nBcc: x@y.example\r\n\r\n<script>")
        try await fixture.answer(
            "--=_otvet_\r\n.\r\nQUIT\r\n<script>\u{202E}" + String(repeating: "ы", count: 5000), to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        let mail = try #require(fixture.server.mails.first)
        #expect(fixture.server.faults == [])
        let html = try #require(mail.unwrapped.components(separatedBy: "Content-Type: text/html").last)
        #expect(mail.field("Bcc") == nil && !html.contains("<script>") && html.contains("&lt;script&gt;"))
        #expect(mail.text.components(separatedBy: "\r\n--=_otvet_").count == 4)
    }
}
