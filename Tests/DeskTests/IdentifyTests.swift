import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

@Suite(.serialized, .timeLimit(.minutes(2))) struct IdentifyTests {
    private let folder = TemporaryFolder()
    private let desk: Desk
    static let anna = VisitorIdentity(externalID: "anna", isVerified: true, name: "Anna", email: "anna@shop.example")
    static let boris = VisitorIdentity(externalID: "boris", isVerified: true)

    init() throws {
        desk = try Desk(folder: folder.path, isMirrored: false)
    }

    /// A visitor's browser.
    private func browser(saying texts: String...) async throws -> SessionToken {
        let token = try await desk.openSession(context: VisitorContext()).token
        for text in texts { try await say(text, token) }
        return token
    }

    private func say(_ text: String, _ token: SessionToken) async throws {
        _ = try await desk.post(Desk.UserMessage(text: MessageText(text)), by: token)
    }

    @discardableResult
    private func identify(_ token: SessionToken?, _ identity: VisitorIdentity = anna) async throws -> SessionToken {
        let identified = try await desk.identify(token, as: identity, context: VisitorContext())
        return try #require(identified.newToken ?? token)
    }

    /// The texts of the running conversation as this browser sees it.
    private func texts(_ token: SessionToken) throws -> [String] {
        try desk.conversation(of: token, limit: 100).history.messages.map(\.text)
    }

    /// Nobody who noted a token on a shared computer reads on once somebody else stands behind the session.
    @Test func token_endsWhenAnotherStandsBehindTheSession_andStaysForTheSame() async throws {
        let anonymous = try await browser(saying: "hello")
        let anna = try await identify(anonymous)
        let again = try await identify(anna)
        #expect(again.text == anna.text)
        let boris = try await identify(anna, Self.boris)
        let known = try await identify(browser())
        let joined = try await browser(saying: "joins Anna")
        let annaToo = try await identify(joined)
        let claimed = try await identify(nil, VisitorIdentity(externalID: "vera", isVerified: false))
        let signed = try await identify(claimed, VisitorIdentity(externalID: "vera", isVerified: true))
        for ended in [anonymous, anna, joined, claimed] {
            #expect(throws: DeskError.unauthorized) { try desk.session(ended) }
            await #expect(throws: DeskError.unauthorized) { try await say("still here", ended) }
        }
        for good in [boris, known, annaToo, signed] { _ = try desk.session(good) }
        #expect(try texts(known) == ["joins Anna"])
    }

    @Test func anonymousVisitor_becomesTheUser_andKeepsTheConversation() async throws {
        var token = try await browser(saying: "hello")
        let before = try desk.session(token)
        token = try await identify(token)
        let after = try desk.session(token)
        #expect(after.user.id == before.user.id && after.chat == before.chat)
        #expect(after.user.externalID == "anna" && after.user.name == "Anna" && after.user.isVerified)
        #expect(try texts(token) == ["hello"])
    }

    @Test func anotherBrowser_ofTheSameUser_getsTheSameConversation_andNobodyElse() async throws {
        let phone = try await identify(browser(saying: "from the phone"))
        let desktop = try await identify(nil)
        #expect(try texts(desktop) == ["from the phone"])
        try await say("from the desktop", desktop)
        #expect(try texts(phone) == ["from the phone", "from the desktop"])
        let stranger = try await identify(nil, Self.boris)
        #expect(try texts(stranger) == [])
        let anonymous = try await browser()
        #expect(try texts(anonymous) == [])
    }

    @Test func anonymousConversation_joinsTheKnownUser_withItsEvents() async throws {
        let phone = try await identify(nil)
        let known = try desk.session(phone).user.id
        var desktop = try await browser(saying: "anonymous")
        let old = try desk.session(desktop)
        let chat = try #require(old.chat)
        _ = try await desk.store.write { transaction in
            let draft = MessageDraft(author: .agent, text: try MessageText("answer"))
            return try transaction.insert(draft, ticket: chat, user: old.user.id, now: .now())
        }
        let cursor = try desk.conversation(of: phone, limit: 1).cursor
        desktop = try await identify(desktop)
        #expect(try desk.session(desktop).user.id == known)
        #expect(try texts(phone) == ["anonymous", "answer"])
        // The other browser is told of a ticket that it does not know.
        let news = try desk.events(for: known, after: cursor).events
        #expect(news.contains { if case .ticketUpdated(let ticket) = $0.change { ticket.id == chat } else { false } })
        #expect(try desk.events(for: known, after: .start).events.filter(\.isMessage).count == 2)
        #expect(try desk.events(for: old.user.id, after: .start).events == [])
        #expect(try desk.store.read { try $0.user(old.user.id) } == nil)
        #expect(try desk.unread(of: phone).events.count == 1)
    }

    /// What was written last goes on; what is closed gives way.
    @Test(arguments: [(false, false), (true, false), (false, true)])
    func ofTwoConversations_theLatterGoesOn_andTheOtherIsATicket(
        isAnonymousClosed: Bool, isKnownNewer: Bool
    ) async throws {
        let phone = try await identify(browser(saying: "known"))
        var desktop = try await browser(saying: "anonymous")
        let (known, joined) = (try #require(desk.session(phone).chat), try #require(desk.session(desktop).chat))
        if isKnownNewer { try await sayLater("newer", phone) }
        if isAnonymousClosed {
            try await desk.store.write { transaction in
                if let ticket = try transaction.read.ticket(joined) {
                    try transaction.setStatus(.closed, of: ticket, now: .now())
                }
            }
        }
        desktop = try await identify(desktop)
        let running = isAnonymousClosed || isKnownNewer ? known : joined
        #expect(try desk.session(phone).chat == running)
        #expect(try desk.session(desktop).chat == running)
        let tickets = try desk.store.read { reader in try [known, joined].compactMap { try reader.ticket($0) } }
        #expect(Set(tickets.map(\.user)) == [try desk.session(phone).user.id])
        #expect(tickets.filter { $0.kind == .chat }.map(\.id) == [running])
    }

    /// Times are whole milliseconds.
    private func sayLater(_ text: String, _ token: SessionToken) async throws {
        let earlier = Timestamp.now()
        while Timestamp.now() <= earlier { await Task.yield() }
        try await say(text, token)
    }

    @Test func otherAccount_atTheSameBrowser_getsNothingOfTheFirst() async throws {
        var token = try await identify(browser(saying: "Anna's"))
        let anna = try desk.session(token).user.id
        token = try await identify(token, Self.boris)
        #expect(try texts(token) == [])
        #expect(try desk.session(token).user.id != anna)
        let again = try await identify(nil)
        #expect(try texts(again) == ["Anna's"])
    }

    @Test func unsignedIdentity_isAnotherUser_thanTheSameIDSigned() async throws {
        let real = try await identify(browser(saying: "private"))
        let claimed = VisitorIdentity(externalID: "anna", isVerified: false)
        var impostor = try await identify(nil, claimed)
        #expect(try texts(impostor) == [])
        #expect(try desk.session(impostor).user.isVerified == false)
        try await say("planted", impostor)
        #expect(try texts(real) == ["private"])
        // Once it is signed, what was claimed before stays where it is.
        impostor = try await identify(impostor)
        #expect(try texts(impostor) == ["private"])
    }

    @Test func ban_doesNotEndWithASignature() async throws {
        try await identify(nil)
        var token = try await browser(saying: "spam")
        let user = try desk.session(token).user.id
        try await desk.store.write { try $0.setBanned(true, user: user, now: .now()) }
        token = try await identify(token)
        let banned = token
        await #expect(throws: DeskError.banned) { try await say("more", banned) }
    }

    @Test func signOut_endsTheSession_andKeepsTheUser() async throws {
        let token = try await identify(browser(saying: "kept"))
        try await desk.signOut(token)
        #expect(throws: DeskError.unauthorized) { try desk.session(token) }
        await #expect(throws: DeskError.unauthorized) { try await identify(token) }
        let again = try await identify(nil)
        #expect(try texts(again) == ["kept"])
        let anonymous = try await browser()
        let nobody = try desk.session(anonymous).user.id
        try await desk.signOut(anonymous)
        #expect(try desk.store.read { try $0.user(nobody) } == nil)
    }

    @Test func sessions_ofOneUser_areBounded() async throws {
        let first = try await identify(nil)
        for _ in 0..<49 { try await identify(nil) }
        _ = try desk.session(first)
        let last = try await identify(nil)
        #expect(throws: DeskError.unauthorized) { try desk.session(first) }
        _ = try desk.session(last)
    }

    @Test func profile_followsTheSite_butANameThatStaffGaveStays() async throws {
        let token = try await identify(nil, VisitorIdentity(externalID: "v", isVerified: true, email: "a@b.example"))
        let user = try desk.session(token).user.id
        try await desk.store.write { try $0.setName("Vera", of: user) }
        try await identify(token, VisitorIdentity(externalID: "v", isVerified: true, memberID: "7"))
        let seen = try desk.session(token).user
        #expect(seen.name == "Vera" && seen.email == nil && seen.memberID == "7")
    }
}

extension Event {
    fileprivate var isMessage: Bool { if case .messageCreated = change { true } else { false } }
}
