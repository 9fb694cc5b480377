import Crypto
import Domain
import Identity
import Synchronization
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

/// Accounts of the staff: passwords, links, second factors, sessions and API keys.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffAccountTests {
    private let folder = TemporaryFolder()
    private let desk: Desk
    private let clock = Clock()

    /// Stands still until it is moved.
    private final class Clock: Sendable {
        let now = Mutex(Timestamp.now())
        func move(by duration: Duration) { now.withLock { $0 = $0.advanced(by: duration) } }
    }

    init() throws {
        desk = try Desk(folder: folder.path, isMirrored: false) { [clock] in clock.now.withLock { $0 } }
    }

    static let password = "correct horse battery"

    /// An agent with a password, signed in.
    private func agent(_ name: String = "Anna", _ role: AgentRole = .agent) async throws -> Desk.SignedIn {
        let invitation = try await desk.addAgent(
            try AgentName(name), login: try AgentLogin("\(name)@desk.example"), role: role, by: .tester)
        return try await desk.setPassword(
            try Password(new: Self.password), invitation: invitation.secret,
            from: Desk.Visit(network: "home", userAgent: "Firefox"))
    }

    private func signIn(
        _ name: String = "Anna", _ password: String = password, code: String? = nil,
        from visit: Desk.Visit = Desk.Visit(network: "elsewhere")
    ) async throws -> Desk.SignedIn {
        let login = name.isEmpty || name.contains("@") ? name : "\(name)@desk.example"
        return try await desk.signIn(
            desk.attempt(login: login, from: visit), Password(typed: password), code: code, from: visit)
    }

    private func isSignedIn(_ secret: StaffSecret) -> Bool { (try? desk.staffSession(secret)) != nil }

    @Test func storedPassword_saysItsCost_andMatchesItselfOnly() throws {
        let hash = try PasswordHash(Password(new: Self.password))
        #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        let read = try #require(PasswordHash(stored: hash.text))
        #expect(try read.matches(Password(typed: Self.password)))
        for wrong in ["", Self.password + " ", Self.password.uppercased(), String(Self.password.dropLast())] {
            #expect(try !read.matches(Password(typed: wrong)))
        }
        #expect(try !PasswordHash.impossible.matches(Password(typed: "")))
        #expect(try PasswordHash(Password(new: Self.password)).text != hash.text)
        // Another cost, as an older or newer version may have chosen.
        let cheap = try #require(
            PasswordHash(
                stored: "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNge04_evjj7o6j45DupU7VpXdofI"))
        _ = try cheap.matches(Password(typed: "pleaseletmein"))
        for text in [
            "", "$scrypt$$", "$scrypt$ln=40,r=8,p=1$AAAA$AAAA", "$scrypt$ln=15,r=8$AAAA$AAAA", "$2b$10$AAAA$AAAA$AAAA",
            "$scrypt$ln=15,r=8,p=1$$AAAA", "$scrypt$ln=,r=,p=$AAAA$AAAA",
        ] {
            #expect(PasswordHash(stored: text) == nil, "\(text)")
        }
    }

    @Test(arguments: ["123456789", String(repeating: "a", count: 257)])
    func passwords_outsideTheBounds_areRefused(text: String) {
        #expect(throws: DeskError.invalid(.password)) { try Password(new: text) }
    }

    @Test func link_setsThePassword_once_andForADay() async throws {
        let invitation = try await desk.addAgent(try AgentName("Anna"), role: .agent, by: .tester)
        let signedIn = try await desk.setPassword(
            try Password(new: Self.password), invitation: invitation.secret, from: Desk.Visit(network: "home"))
        #expect(signedIn.account.hasPassword && isSignedIn(signedIn.secret))
        await #expect(throws: DeskError.invitationExpired) {
            try await desk.setPassword(
                try Password(new: Self.password), invitation: invitation.secret, from: Desk.Visit(network: "home"))
        }
        let other = try await desk.addAgent(try AgentName("Boris"), role: .agent, by: .tester)
        clock.move(by: Invitation.lifetime)
        await #expect(throws: DeskError.invitationExpired) {
            try await desk.setPassword(
                try Password(new: Self.password), invitation: other.secret, from: Desk.Visit(network: "home"))
        }
        #expect(invitation.address(at: "https://desk.example").hasPrefix("https://desk.example/admin#invitation="))
    }

    @Test func signIn_wantsNameAndPassword_andTellsNothingElse() async throws {
        _ = try await agent()
        let signedIn = try await signIn(" aNNa@Desk.example ")
        #expect(isSignedIn(signedIn.secret))
        _ = try await desk.addAgent(try AgentName("Invited"), role: .agent, by: .tester)
        for (name, password) in [
            ("Anna", "wrong password"), ("Nobody", Self.password), ("Invited", ""), ("", ""),
            ("Anna", String(repeating: "a", count: 100_000)),
        ] {
            await #expect(throws: DeskError.signInRefused) { try await signIn(name, password) }
        }
        try await desk.change(signedIn.account.agent.id, .init(isDisabled: true), by: .tester)
        #expect(!isSignedIn(signedIn.secret))
        await #expect(throws: DeskError.signInRefused) { try await signIn() }
        try await desk.change(signedIn.account.agent.id, .init(isDisabled: false), by: .tester)
        #expect(!isSignedIn(signedIn.secret))
        _ = try await signIn()
    }

    @Test func names_areUnique_howeverTheyAreWritten() async throws {
        let anna = try await agent()
        await #expect(throws: DeskError.nameTaken) {
            try await desk.addAgent(try AgentName("ANNA"), role: .agent, by: .tester)
        }
        let boris = try await agent("Boris")
        await #expect(throws: DeskError.nameTaken) {
            try await desk.change(boris.account.agent.id, .init(name: try AgentName("anna")), by: .tester)
        }
        try await desk.change(anna.account.agent.id, .init(name: try AgentName("anna"), role: .admin), by: .tester)
        #expect(try desk.staffSession(anna.secret).account.role == .admin)
        for text in ["", " ", "a\u{0}b", String(repeating: "a", count: 101)] {
            #expect(throws: DeskError.invalid(.name)) { try AgentName(text) }
        }
    }

    @Test func sessions_endWhenUnused_andInAnyCase() async throws {
        let unused = try await agent()
        clock.move(by: AgentSession.idleLifetime)
        #expect(!isSignedIn(unused.secret))
        let used = try await signIn()
        for _ in 0..<14 {
            clock.move(by: .seconds(2 * 86_400))
            #expect(isSignedIn(used.secret))
            let noted = clock.now.withLock { $0 }
            try await eventually {
                (try? desk.store.read { try $0.agentSession(tokenHash: used.secret.hash)?.session.usedAt }) == noted
            }
        }
        clock.move(by: .seconds(2 * 86_400))
        #expect(!isSignedIn(used.secret))
        try await Janitor(desk: desk).sweep()
        #expect(try desk.store.read { try $0.agentSession(tokenHash: used.secret.hash) == nil })
    }

    @Test func otherSessions_endWithThePassword() async throws {
        let (phone, desktop) = (try await agent(), try await signIn())
        let session = try desk.staffSession(desktop.secret).session
        await #expect(throws: DeskError.signInRefused) {
            try await desk.setPassword(
                try Password(new: "another password"), current: Password(typed: "wrong"), session: session, by: .tester)
        }
        try await desk.setPassword(
            try Password(new: "another password"), current: Password(typed: Self.password), session: session,
            by: .tester)
        #expect(isSignedIn(desktop.secret) && !isSignedIn(phone.secret))
        await #expect(throws: DeskError.signInRefused) { try await signIn() }
        _ = try await signIn("Anna", "another password")
        // An administrator takes everything away.
        let invitation = try await desk.resetAgent(session.agent, by: .tester)
        #expect(!isSignedIn(desktop.secret) && !invitation.account.hasPassword)
        await #expect(throws: DeskError.signInRefused) { try await signIn("Anna", "another password") }
    }

    @Test func sessions_ofOneAgent_areBounded_andEndedOneByOne() async throws {
        let first = try await agent()
        let second = try await signIn()
        let boris = try await agent("Boris")
        let sessions = try desk.staffSessions(of: first.account.agent.id)
        #expect(sessions.count == 2)
        let oldest = try #require(sessions.last)
        await #expect(throws: DeskError.notFound) {
            try await desk.endStaffSession(oldest.id, of: boris.account.agent.id, by: .tester)
        }
        try await desk.endStaffSession(oldest.id, of: first.account.agent.id, by: .tester)
        #expect(!isSignedIn(first.secret) && isSignedIn(second.secret) && isSignedIn(boris.secret))
        try await desk.endStaffSessions(of: first.account.agent.id, except: nil, by: .tester)
        #expect(!isSignedIn(second.secret) && isSignedIn(boris.secret))
    }

    @Test func secondFactor_isAskedFor_andEachCodeOpensOnce() async throws {
        let anna = try await agent()
        let id = anna.account.agent.id
        await #expect(throws: DeskError.signInRefused) {
            try await desk.beginSecondFactor(of: id, password: Password(typed: "wrong password"))
        }
        _ = try await desk.beginSecondFactor(of: id, password: Password(typed: Self.password))
        // Begun is not confirmed: nothing has changed.
        _ = try await signIn()
        await #expect(throws: DeskError.invalid(.code)) {
            try await desk.confirmSecondFactor(of: id, code: "123", by: .tester)
        }
        let recovery = try await desk.confirmSecondFactor(of: id, code: try code(id), by: .tester)
        #expect(Set(recovery).count == 10)
        await #expect(throws: DeskError.codeRequired) { try await signIn() }
        let used = try code(id)
        await #expect(throws: DeskError.signInRefused) { try await signIn(code: used) }
        clock.move(by: .seconds(30))
        _ = try await signIn(code: try code(id))
        await #expect(throws: DeskError.signInRefused) { try await signIn(code: try code(id)) }
        await #expect(throws: DeskError.signInRefused) { try await signIn("Anna", "wrong password", code: recovery[0]) }
        _ = try await signIn(code: recovery[0].lowercased().replacing("-", with: " "))
        await #expect(throws: DeskError.signInRefused) { try await signIn(code: recovery[0]) }
        await #expect(throws: DeskError.secondFactorIsOn) {
            try await desk.beginSecondFactor(of: id, password: Password(typed: Self.password))
        }
        await #expect(throws: DeskError.signInRefused) {
            try await desk.removeSecondFactor(of: id, password: Password(typed: Self.password), code: "", by: .tester)
        }
        try await desk.removeSecondFactor(
            of: id, password: Password(typed: Self.password), code: recovery[1], by: .tester)
        _ = try await signIn()
    }

    private func code(_ agent: AgentID) throws -> String {
        let factor = try #require(try desk.store.read { try $0.secondFactor(of: agent) })
        return OneTimePassword.code(
            secret: try #require(desk.installationKey.opened(factor, of: agent)),
            step: OneTimePassword.step(at: clock.now.withLock { $0 }))
    }

    @Test func telegramsName_doesNotReplaceAnAccounts() async throws {
        let named = try await desk.store.write { transaction in
            let first = try transaction.agent(telegramUser: 7, name: "Anna", now: .now())
            return (first, try transaction.agent(telegramUser: 7, name: "Anna P", now: .now()))
        }
        #expect(named.0.id == named.1.id && named.1.name == "Anna P")
        try await desk.change(named.0.id, .init(name: try AgentName("Support Anna")), by: .tester)
        let other = try await desk.store.write { try $0.agent(telegramUser: 8, name: "Boris", now: .now()) }
        let invitation = try await desk.resetAgent(other.id, by: .tester)
        _ = try await desk.setPassword(
            try Password(new: Self.password), invitation: invitation.secret, from: Desk.Visit(network: "home"))
        let visit = Desk.Visit(network: "home")
        let attempt = try desk.attempt(login: try #require(invitation.account.login), from: visit)
        let signedIn = try await desk.signIn(attempt, Password(typed: Self.password), code: nil, from: visit)
        #expect(signedIn.account.agent.id == other.id && signedIn.account.telegramUser == 8)
        let kept = try await desk.store.write { try $0.agent(telegramUser: 7, name: "Other", now: .now()) }
        #expect(kept.name == "Support Anna")
    }

    @Test func rushOfGuesses_isCutShort() async throws {
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<26 {
                group.addTask {
                    do {
                        _ = try await signIn("Nobody")
                        return false
                    } catch DeskError.rateLimited { return true } catch { return false }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused > 0)
    }

    /// What visitors see of an agent is of no use to who wants to sign in as them.
    @Test func logins_standApartFromNames() async throws {
        let anna = try await agent()
        #expect(anna.account.login == "anna@desk.example")
        await #expect(throws: DeskError.loginIsName) {
            try await desk.addAgent(try AgentName("Vera"), login: try AgentLogin("vera"), role: .agent, by: .tester)
        }
        await #expect(throws: DeskError.loginTaken) {
            try await desk.addAgent(
                try AgentName("Vera"), login: try AgentLogin("ANNA@desk.example"), role: .agent, by: .tester)
        }
        let made = try await desk.addAgent(try AgentName("Vera"), role: .agent, by: .tester).account
        #expect(made.login?.hasPrefix("agent-") == true && made.login?.utf8.count == 12)
        let id = anna.account.agent.id
        await #expect(throws: DeskError.loginIsName) {
            try await desk.change(id, .init(login: try AgentLogin("aNNa")), by: .tester)
        }
        await #expect(throws: DeskError.loginIsName) {
            try await desk.change(id, .init(name: try AgentName("anna@desk.example")), by: .tester)
        }
        try await desk.change(
            id, .init(name: try AgentName("Anna P"), login: try AgentLogin("a.p@desk.example")), by: .tester)
        #expect(try desk.attempt(login: "anna@desk.example", from: Desk.Visit(network: "x")).agent == nil)
        #expect(try desk.attempt(login: "A.P@desk.example", from: Desk.Visit(network: "x")).agent == id)
        for text in ["", " ", "a\u{0}b", "a" + String(repeating: "\u{301}", count: 30_000)] {
            #expect(throws: DeskError.invalid(.login)) { try AgentLogin(text) }
        }
    }

    /// Before there were logins agents signed in with their names.
    @Test func accountsOfBefore_signInAsEver() async throws {
        let id = try await agent().account.agent.id
        try await desk.store.write { try $0.setOldLogin("anna", of: id) }
        #expect(try desk.attempt(login: " Anna ", from: Desk.Visit(network: "x")).agent == id)
        try await desk.change(id, .init(name: try AgentName("ANNA"), role: .admin), by: .tester)
        try await desk.change(id, .init(name: try AgentName("Support Anna")), by: .tester)
        #expect(try desk.attempt(login: "anna", from: Desk.Visit(network: "x")).agent == id)
    }

    @Test func browserAndNetwork_areKnownAgain_toTheirAgentAlone() async throws {
        let (anna, boris) = (try await agent(), try await agent("Boris"))
        func place(_ name: String, _ browser: StaffSecret?, _ network: String) throws -> PlaceKind? {
            let visit = Desk.Visit(browser: browser, network: network)
            return try desk.attempt(login: "\(name)@desk.example", from: visit).place
        }
        #expect(try place("anna", anna.browser, "elsewhere") == .browser)
        #expect(try place("anna", nil, "home") == .network)
        #expect(try place("anna", boris.browser, "elsewhere") == nil)
        #expect(try place("anna", nil, "elsewhere") == nil)
        // On a shared computer both keep one secret.
        let shared = try await signIn("Boris", from: Desk.Visit(browser: anna.browser, network: "office"))
        #expect(shared.browser.text == anna.browser.text)
        #expect(try place("boris", anna.browser, "elsewhere") == .browser)
        #expect(try place("anna", anna.browser, "elsewhere") == .browser)
        // A secret that this server has not given out is not adopted.
        let planted = StaffSecret.random()
        let signedIn = try await signIn(from: Desk.Visit(browser: planted, network: "office"))
        #expect(signedIn.browser.text != planted.text)
        #expect(try place("anna", planted, "elsewhere") == nil)
        _ = try await desk.resetAgent(anna.account.agent.id, by: .tester)
        #expect(try place("anna", anna.browser, "home") == nil)
        clock.move(by: Janitor.placeMemory + .seconds(1))
        try await Janitor(desk: desk).sweep()
        #expect(try place("boris", anna.browser, "office") == nil)
    }

    @Test func secondFactors_areSealed_alsoThoseOfBefore() async throws {
        let id = try await agent().account.agent.id
        let text = try await desk.beginSecondFactor(of: id, password: Password(typed: Self.password)).text
        let factor = try #require(try desk.store.read { try $0.secondFactor(of: id) })
        let secret = try #require(desk.installationKey.opened(factor, of: id))
        #expect(base32(secret) == text)
        #expect(desk.installationKey.opened(factor, of: AgentID(rawValue: id.rawValue + 1)) == nil)
        let elsewhere = TemporaryFolder()
        #expect(try InstallationKey(folder: elsewhere.path).opened(factor, of: id) == nil)
        let old = Array(0..<20) as [UInt8]
        try await desk.store.write { try $0.setPlainFactor(old, of: id) }
        let again = try Desk(folder: folder.path, isMirrored: false, isBeside: true)
        let sealed = try #require(try again.store.read { try $0.secondFactor(of: id) })
        #expect(again.installationKey.opened(sealed, of: id) == old)
        #expect(try again.store.read { try $0.plainFactors().isEmpty })
        again.close()
    }

    /// A key may do what whoever made it may do now, and ends with what makes it theirs.
    @Test func apiKeys_standForTheirMaker() async throws {
        let boss = try await agent("Boss", .admin).account.agent.id
        let (key, shown) = try await desk.makeAPIKey(try AgentName("Shop"), role: .admin, for: boss, by: .tester)
        #expect(key.maker?.agent.name == "Boss")
        #expect(try desk.apiKey(shown).role == .admin)
        try await desk.change(boss, .init(role: .agent), by: .tester)
        #expect(try desk.apiKey(shown).role == .agent)
        try await desk.change(boss, .init(role: .admin, isDisabled: true), by: .tester)
        #expect(throws: DeskError.unauthorized) { try desk.apiKey(shown) }
        try await desk.change(boss, .init(isDisabled: false), by: .tester)
        #expect(try desk.apiKey(shown).role == .admin)
        try await desk.store.write { try $0.link(boss, telegramUser: 7, now: .now()) }
        let reset = try await desk.resetAgent(boss, by: .tester)
        #expect(throws: DeskError.unauthorized) { try desk.apiKey(shown) }
        #expect(try desk.apiKeys().isEmpty && reset.account.telegramUser == nil)
    }

    @Test func apiKeys_open_untilTheyAreRemoved() async throws {
        let (key, secret) = try await desk.makeAPIKey(try AgentName("Shop"), role: .agent, for: nil, by: .tester)
        #expect(secret.text.hasPrefix("otv_"))
        let shown = try #require(StaffSecret(secret.text, prefix: "otv_"))
        #expect(try desk.apiKey(shown).key.id == key.id)
        try await eventually { (try? desk.apiKeys().first?.lastUsedDay) ?? nil != nil }
        try await desk.removeAPIKey(key.id, by: .tester)
        #expect(throws: DeskError.unauthorized) { try desk.apiKey(shown) }
        await #expect(throws: DeskError.notFound) { try await desk.removeAPIKey(key.id, by: .tester) }
    }
}

extension Transaction {
    /// As a version before logins left it.
    fileprivate func setOldLogin(_ login: String, of agent: AgentID) throws {
        try connection.execute("UPDATE agents SET login = ? WHERE id = ?", login, agent)
    }

    /// As a version before the key left it.
    fileprivate func setPlainFactor(_ secret: [UInt8], of agent: AgentID) throws {
        try connection.execute("UPDATE agents SET totp_secret = ?, totp_sealed = NULL WHERE id = ?", secret, agent)
    }
}
