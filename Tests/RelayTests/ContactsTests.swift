import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// What a group is shown whose operator hides visitors' contacts from it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ContactsTests {
    static let contacts = ["anna@example.com", "+7 (999) 123-45-67", "4111 1111 1111 1111"]

    @Test func nothingInTheGroup_holdsAContact_andThePanelHasItWhole() async throws {
        try await RelayFixture.run(hasBoard: true, hidesContacts: true) { fixture in
            let page = VisitorContext(pageURL: "https://shop.example/?mail=anna@example.com", pageTitle: "Shop")
            let token = try await fixture.desk.openSession(context: page).token
            let identity = VisitorIdentity(
                externalID: "anna@example.com", isVerified: true, name: "Anna +7 (999) 123-45-67",
                email: "anna@example.com")
            let session = try await fixture.desk.identify(token, as: identity, context: VisitorContext())
            let visitor = session.newToken ?? token
            let text = "I am " + Self.contacts.joined(separator: ", ") + "!"
            try await fixture.say(text, as: visitor)
            try await eventually { fixture.texts().count == 1 }
            let dots = Self.contacts.map { String(repeating: "•", count: $0.count) }
            #expect(fixture.texts() == ["I am \(dots.joined(separator: ", "))!"])
            let topic = try fixture.topic
            _ = try fixture.telegram.change { try $0.write("/info", in: topic, by: Participant.named("Olga")) }
            try await eventually { fixture.texts().count == 3 }
            _ = try await fixture.desk.note(MessageText("call +7 (999) 123-45-67"), in: TicketID(rawValue: 1), by: nil)
            try await eventually { fixture.texts().last?.hasSuffix("call ••••••••••••••••••") == true }
            try await eventually { !fixture.general.isEmpty }
            let group = fixture.telegram.group
            let shown =
                group.topics.values.map(\.name) + group.messages(in: topic).compactMap(\.text)
                + fixture.general.compactMap(\.text)
            for contact in Self.contacts { #expect(!shown.contains { $0.contains(contact) }) }
            let ticket = TicketID(rawValue: 1)
            let stored = try fixture.desk.store.read { try $0.history(of: ticket, before: nil, limit: 1) }
            #expect(stored.messages.map(\.text) == [text])
        }
    }

    /// A contact stands where the text is cut into posts.
    @Test(arguments: [
        ("+7 (999) 123-45-67", "anna@example.com"), ("112-233", "анна@почта.рф"), ("0 30 12 34", "a@b.co"),
    ])
    func answersToTheContactForm_areHiddenByTheirKind(phone: String, email: String) async throws {
        try await RelayFixture.run(hidesContacts: true) { fixture in
            var draft = ContactForm.Draft()
            (draft.moment, draft.audience) = ("after", "everybody")
            let fields =
                #"[{"kind":"name","required":false},{"kind":"email","required":false},{"kind":"phone","required":false}]"#
            draft.fields = try [ContactField.Draft](json: Array(fields.utf8))
            try await fixture.desk.setContactForm(ContactForm(draft), by: .tester)
            let visitor = try await fixture.desk.openSession(context: VisitorContext()).token
            try await fixture.say("Hello", as: visitor)
            try await eventually { fixture.texts().count == 1 }
            try await fixture.desk.giveContact(["name": "Anna", "email": email, "phone": phone], by: visitor)
            try await eventually { fixture.texts().last?.contains("Name: “Anna”") == true }
            let topic = try fixture.topic
            _ = try fixture.telegram.change { try $0.write("/info", in: topic, by: Participant.named("Olga")) }
            try await eventually { fixture.texts().last?.contains("Phone: “••") == true }
            let group = fixture.telegram.group
            let shown = group.topics.values.map(\.name) + group.messages(in: topic).compactMap(\.text)
            for contact in [phone, email] { #expect(!shown.contains { $0.contains(contact) }) }
        }
    }

    @Test func textIsHiddenBeforeItIsCut() throws {
        let text = String(repeating: "a", count: 4090) + " anna@example.com"
        let line = Line(
            delivery: Delivery(id: 1, ticket: TicketID(rawValue: 1), content: .message(MessageID(rawValue: 1))),
            text: Contacts.hidden.told(text), message: MessageID(rawValue: 1), writtenAt: nil, replyTo: nil)
        let posts = line.pieces.compactMap { if case .text(let text) = $0 { text.text } else { nil } }
        #expect(posts.count == 2 && posts[1] == String(repeating: "•", count: 16))
    }

    @Test func nameOfAFile_isHidden_andKeepsItsEnding() {
        let file = Attachment(
            id: AttachmentID(rawValue: 1), kind: .document, state: .ready, name: "anna@example.com.pdf")
        #expect(Contacts.hidden.told(file).name == "••••••••••••••••.pdf")
        #expect(Contacts.shown.told(file) == file)
    }
}
