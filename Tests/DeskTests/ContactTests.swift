import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

/// What is known of a visitor by the contact form, by the site, and by the site's token.
@Suite struct ContactTests {
    private let folder = TemporaryFolder()

    private func desk() async throws -> Desk {
        let desk = try Desk(folder: folder.path, isMirrored: true)
        var draft = ContactForm.Draft()
        (draft.moment, draft.audience) = ("before", "everybody")
        let fields =
            #"[{"kind":"name","required":false},{"kind":"email","required":false},{"kind":"phone","required":false}]"#
        draft.fields = try [ContactField.Draft](json: Array(fields.utf8))
        try await desk.setContactForm(ContactForm(draft), by: .tester)
        return desk
    }

    private func unsigned(_ values: [String: String]) -> [String: UserAttribute?] {
        Dictionary(uniqueKeysWithValues: values.map { ($0, UserAttribute(key: $0, value: $1, isSigned: false)) })
    }

    private func identity(_ attributes: [String: String], isVerified: Bool = true) -> VisitorIdentity {
        VisitorIdentity(
            externalID: "anna", isVerified: isVerified,
            attributes: attributes.compactMap { UserAttribute(key: $0, value: $1, isSigned: isVerified) })
    }

    private func attributes(_ desk: Desk, _ user: UserID) throws -> [String: String] {
        try desk.store.read { reader in
            Dictionary(
                uniqueKeysWithValues: try reader.attributes(of: user).map {
                    ($0.key, $0.value + ($0.isSigned ? "!" : ""))
                })
        }
    }

    @Test func whatIsSigned_isNotOverwritten_andFollowsTheToken() async throws {
        let desk = try await desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        try await desk.setAttributes(unsigned(["plan": "pro", "cart": "1"]), by: token)
        let identified = try await desk.identify(token, as: identity(["plan": "free"]), context: VisitorContext())
        let (user, now) = (identified.state.user.id, identified.newToken ?? token)
        #expect(try attributes(desk, user) == ["plan": "free!", "cart": "1"])
        try await desk.setAttributes(unsigned(["plan": "pro"]), by: now)
        try await desk.setAttributes(["plan": nil], by: now)
        #expect(try attributes(desk, user) == ["plan": "free!", "cart": "1"])
        _ = try await desk.identify(now, as: identity(["vip": "yes"]), context: VisitorContext())
        #expect(try attributes(desk, user) == ["vip": "yes!", "cart": "1"])
    }

    @Test func attributesOfAnUnsignedToken_areUnsigned() async throws {
        let desk = try await desk()
        let state = try await desk.identify(
            nil, as: identity(["plan": "pro"], isVerified: false), context: VisitorContext()
        ).state
        #expect(try attributes(desk, state.user.id) == ["plan": "pro"])
    }

    /// What somebody calls themselves never stands where what the site has signed stands.
    @Test func answers_goWithWhoeverIsIdentified_andNameNobodyWhomTheSiteVouchesFor() async throws {
        let desk = try await desk()
        let (first, second) = (
            try await desk.openSession(context: VisitorContext()).token,
            try await desk.openSession(context: VisitorContext()).token
        )
        let known = try await desk.identify(first, as: identity([:]), context: VisitorContext()).state.user.id
        try await desk.giveContact(["name": "The boss", "email": "boss@shop.example", "phone": "1234567"], by: second)
        #expect(try desk.session(second).user.name == "The boss")
        let joined = try await desk.identify(second, as: identity([:]), context: VisitorContext()).state.user
        #expect(joined.id == known && joined.name == nil && joined.email == nil && joined.phone == "1234567")
        #expect(
            try desk.store.read { try $0.contactAnswers(of: known) }.map(\.value) == [
                "The boss", "boss@shop.example", "1234567",
            ])
    }

    @Test func nameThatTheStaffGave_stays() async throws {
        let desk = try await desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(Desk.UserMessage(text: try MessageText("hi")), by: token).ticket.id
        _ = try await desk.rename(userOf: ticket, to: "Anna", by: .tester)
        try await desk.giveContact(["name": "Bob"], by: token)
        #expect(try desk.session(token).user.name == "Anna")
    }

    @Test func whoeverIsErased_leavesNoAnswer_noAttribute_andNoPage() async throws {
        let desk = try await desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        var message = Desk.UserMessage(text: try MessageText("hi"))
        message.pages = [VisitedPage(url: "https://shop.example/", title: nil, at: .now())].compactMap(\.self)
        let posted = try await desk.post(message, by: token)
        try await desk.giveContact(["name": "Anna"], by: token)
        try await desk.setAttributes(unsigned(["plan": "pro"]), by: token)
        let user = posted.ticket.user
        #expect(try desk.store.read { try $0.visitedPages(of: user) }.count == 1)
        let erasure = try await desk.store.write { try $0.requestErasure(of: user, by: .tester, now: .now()) }
        _ = try await desk.store.write { try $0.erase(erasure, now: .now()) }
        let left = try desk.store.read { reader in
            (
                try reader.contactAnswers(of: user).count, try reader.attributes(of: user).count,
                try reader.visitedPages(of: user).count
            )
        }
        #expect(left == (0, 0, 0))
    }

    @Test func topic_isToldWhatWasAnswered_asTheVisitorsWords() async throws {
        let desk = try await desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(Desk.UserMessage(text: try MessageText("hi")), by: token).ticket.id
        _ = try await desk.store.write { try $0.setTopic(of: ticket, chat: -100, thread: 7, now: .now()) }
        func notices() throws -> [String] {
            try desk.store.read { try $0.deliveries(of: ticket, limit: 100) }.compactMap { delivery in
                if case .notice(let text) = delivery.content { text } else { nil }
            }
        }
        try await desk.giveContact(["name": "A\n”B", "phone": "+1 202 555 0147"], by: token)
        #expect(try notices().last == "The visitor has filled in the form:\nName: “A B”\nPhone: “+1 202 555 0147”")
        try await desk.giveContact(["name": "A\n”B", "phone": "+1 202 555 0147"], by: token)
        #expect(try notices().count == 1)
    }
}
