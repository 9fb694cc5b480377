import Domain
import Store
import Telegram
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(2))) struct SignInWorkerTests {
    static let visit = Desk.Visit(network: "home")
    static let olga = Participant.named("Olga")

    /// What the bot has written to somebody in private.
    private func posts(_ fixture: RelayFixture, to participant: Participant) -> [String] {
        guard case .member(let person) = participant else { return [] }
        return fixture.telegram.group.privatePosts[person.id] ?? []
    }

    /// Asks for a code, and reads it.
    private func code(
        _ fixture: RelayFixture, by participant: Participant = olga, asking text: String = "/start signin"
    ) async throws -> String {
        try fixture.telegram.change { try $0.writePrivately(text, by: participant) }
        try await eventually { !posts(fixture, to: participant).isEmpty }
        let post = try #require(posts(fixture, to: participant).last)
        #expect(post.contains("https://desk.example/admin"))
        return try #require(post.split(separator: "\n").first.map(String.init))
    }

    @Test(arguments: ["/start signin", "/signin", "/SignIn"])
    func member_getsACode_thatSignsThemIn_once(text: String) async throws {
        try await RelayFixture.run(prepare: { $0.set(.member, of: Self.olga, by: .named("Owner")) }) { fixture in
            let code = try await code(fixture, asking: text)
            let signedIn = try await fixture.desk.signIn(
                telegramCode: code.lowercased().replacing("-", with: " "), code: nil, from: Self.visit)
            #expect(signedIn.account.agent.name == "Olga" && signedIn.account.role == .agent)
            #expect(try fixture.desk.staffSession(signedIn.secret).account.telegramUser != nil)
            await #expect(throws: DeskError.signInRefused) {
                try await fixture.desk.signIn(telegramCode: code, code: nil, from: Self.visit)
            }
        }
    }

    /// The account is that of whom visitors know from Telegram already.
    @Test func account_isTheSame_thatAnswersInTopics() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("hello", as: visitor)
            try await eventually { fixture.texts() == ["hello"] }
            let topic = try fixture.topic
            try fixture.telegram.change { try $0.write("answer", in: topic, by: Self.olga) }
            try await eventually { (try? fixture.desk.agents().count) == 1 }
            let known = try #require(try fixture.desk.agents().first)
            let signedIn = try await fixture.desk.signIn(
                telegramCode: try await code(fixture), code: nil, from: Self.visit)
            #expect(signedIn.account.agent.id == known.agent.id)
            // The session ends within a day, for nobody tells when she leaves the group.
            let session = try fixture.desk.staffSession(signedIn.secret).session
            #expect(session.createdAt.duration(to: session.expiresAt) == AgentSession.telegramLifetime)
            try await fixture.desk.change(known.agent.id, .init(isDisabled: true), by: .tester)
            fixture.letAnHourPass()
            try fixture.telegram.change { try $0.writePrivately("/signin", by: Self.olga) }
            try await eventually { posts(fixture, to: Self.olga).count == 2 }
            let next = try #require(posts(fixture, to: Self.olga).last?.split(separator: "\n").first.map(String.init))
            await #expect(throws: DeskError.signInRefused) {
                try await fixture.desk.signIn(telegramCode: next, code: nil, from: Self.visit)
            }
        }
    }

    @Test func account_isLinked_byACode_andTakesOverWhatWasTaken() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("hello", as: visitor)
            try await eventually { fixture.texts() == ["hello"] }
            let topic = try fixture.topic
            try fixture.telegram.change { try $0.write("/take", in: topic, by: Self.olga) }
            try await eventually { (try? fixture.desk.agents().count) == 1 }
            let before = try #require(try fixture.desk.agents().first)
            let account = try await fixture.desk.addAgent(try AgentName("Olga Ivanova"), role: .admin, by: .tester)
                .account
            let linked = try await fixture.desk.linkTelegram(
                account.agent.id, telegramCode: try await code(fixture), by: .tester)
            #expect(linked.telegramUser == before.telegramUser)
            let ticket = try #require(try fixture.desk.session(visitor).chat)
            #expect(try fixture.desk.store.read { try $0.ticket(ticket) }?.assignee == account.agent.id)
            #expect(try fixture.desk.store.read { try $0.account(before.agent.id)?.isDisabled } == true)
            try fixture.telegram.change { try $0.write("answer", in: topic, by: Self.olga) }
            try await eventually {
                (try? fixture.desk.conversation(of: visitor, limit: 9).history.messages.count) == 2
            }
            let answer = try fixture.desk.conversation(of: visitor, limit: 9).history.messages.last
            #expect(answer?.authorName == "Olga Ivanova")
            #expect(try fixture.desk.agents().count == 2)
            // It is hers now, and nobody else's to link.
            let other = try await fixture.desk.addAgent(try AgentName("Vera"), role: .agent, by: .tester).account
            fixture.letAnHourPass()
            try fixture.telegram.change { try $0.writePrivately("/signin", by: Self.olga) }
            try await eventually { posts(fixture, to: Self.olga).count == 2 }
            let next = try #require(posts(fixture, to: Self.olga).last?.split(separator: "\n").first.map(String.init))
            await #expect(throws: DeskError.telegramTaken) {
                try await fixture.desk.linkTelegram(other.agent.id, telegramCode: next, by: .tester)
            }
            await #expect(throws: DeskError.invalid(.code)) {
                try await fixture.desk.linkTelegram(other.agent.id, telegramCode: "0000-0000", by: .tester)
            }
        }
    }

    @Test(arguments: [MemberStatus.left, .kicked]) func strangers_getNothing(status: MemberStatus) async throws {
        let mallory = Participant.named("Mallory")
        try await RelayFixture.run(
            prepare: {
                $0.set(.member, of: Self.olga, by: .named("Owner"))
                $0.set(status, of: mallory, by: .named("Owner"))
            },
            { fixture in
                try fixture.telegram.change { try $0.writePrivately("/signin", by: mallory) }
                try fixture.telegram.change { try $0.writePrivately("/signin", by: .named("Unknown")) }
                // Whoever asked after them is answered after them.
                _ = try await code(fixture)
                #expect(posts(fixture, to: mallory).isEmpty && posts(fixture, to: .named("Unknown")).isEmpty)
                #expect(try fixture.desk.agents().isEmpty)
            })
    }

    @Test func code_endsAfterFiveMinutes_andASecondRequestWaits() async throws {
        try await RelayFixture.run(prepare: { $0.set(.administrator, of: Self.olga, by: .named("Owner")) }) { fixture in
            let code = try await code(fixture)
            try fixture.telegram.change { try $0.writePrivately("/signin", by: Self.olga) }
            try fixture.telegram.change { try $0.writePrivately("hello", by: Self.olga) }
            try fixture.telegram.change { try $0.writePrivately("/start", by: Self.olga) }
            try await eventually { fixture.telegram.group.pendingUpdates.isEmpty }
            fixture.letAnHourPass()
            await #expect(throws: DeskError.signInRefused) {
                try await fixture.desk.signIn(telegramCode: code, code: nil, from: Self.visit)
            }
            for text in ["", "0000-0000", code + "0"] {
                await #expect(throws: DeskError.signInRefused) {
                    try await fixture.desk.signIn(telegramCode: text, code: nil, from: Self.visit)
                }
            }
            #expect(posts(fixture, to: Self.olga).count == 1)
        }
    }

    /// Whoever has got hold of a code does not search for the second factor with it.
    @Test func code_isVoid_afterAFewWrongSecondFactors() async throws {
        try await RelayFixture.run(prepare: { $0.set(.member, of: Self.olga, by: .named("Owner")) }) { fixture in
            let first = try await fixture.desk.signIn(
                telegramCode: try await code(fixture), code: nil, from: Self.visit)
            let id = first.account.agent.id
            try await fixture.desk.store.write { transaction in
                try transaction.setSecondFactor(sealed: [], of: id)
                try transaction.confirmSecondFactor(
                    of: id, recoveryHashes: [RecoveryCode(typed: "A").hash], now: .now())
            }
            fixture.letAnHourPass()
            try fixture.telegram.change { try $0.writePrivately("/signin", by: Self.olga) }
            try await eventually { posts(fixture, to: Self.olga).count == 2 }
            let next = try #require(posts(fixture, to: Self.olga).last?.split(separator: "\n").first.map(String.init))
            #expect(try fixture.desk.attempt(telegramCode: next, from: Self.visit).agent == id)
            await #expect(throws: DeskError.codeRequired) {
                try await fixture.desk.signIn(telegramCode: next, code: nil, from: Self.visit)
            }
            for wrong in 0..<4 {
                await #expect(throws: DeskError.signInRefused) {
                    try await fixture.desk.signIn(telegramCode: next, code: "00000\(wrong)", from: Self.visit)
                }
            }
            await #expect(throws: DeskError.codeVoid) {
                try await fixture.desk.signIn(telegramCode: next, code: "000009", from: Self.visit)
            }
            await #expect(throws: DeskError.signInRefused) {
                try await fixture.desk.signIn(telegramCode: next, code: "A", from: Self.visit)
            }
        }
    }

    @Test func requests_surviveFailingCalls() async throws {
        try await RelayFixture.run(
            prepare: {
                $0.set(.member, of: Self.olga, by: .named("Owner"))
                $0.add(Fault(.page(status: 502), method: "getChatMember"))
            },
            { fixture in
                let code = try await code(fixture)
                _ = try await fixture.desk.signIn(telegramCode: code, code: nil, from: Self.visit)
            })
    }

    /// What is written in private is nobody's conversation, and what is asked in the group lets nobody in.
    @Test func onlyThePersonThemselves_canAsk() async throws {
        try await RelayFixture.run(prepare: { $0.set(.member, of: Self.olga, by: .named("Owner")) }) { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("hello", as: visitor)
            try await eventually { fixture.texts() == ["hello"] }
            let topic = try fixture.topic
            try fixture.telegram.change { try $0.write("/signin", in: topic, by: Self.olga) }
            try await eventually { fixture.texts().count == 3 }
            #expect(try fixture.desk.store.read { try $0.waitingSignIn() } == nil)
            #expect(try fixture.desk.conversation(of: visitor, limit: 10).history.messages.count == 1)
        }
    }
}
