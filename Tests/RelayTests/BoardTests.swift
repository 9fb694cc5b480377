import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// The post in General that says who waits.
@Suite(.serialized, .timeLimit(.minutes(2))) struct BoardTests {
    static let olga = Participant.named("Olga")

    /// What the one post in General says.
    func text(_ fixture: RelayFixture) -> String? {
        fixture.general.count == 1 ? fixture.general.first?.text : nil
    }

    func link(_ fixture: RelayFixture) throws -> String? {
        guard case .text(let text) = try #require(fixture.general.first).content else { return nil }
        return text.entities.first?.details["url"]?.string
    }

    func calls(_ method: String, _ fixture: RelayFixture) -> Int {
        fixture.telegram.group.calls.count { $0.method.lowercased() == method.lowercased() }
    }

    func isPinned(_ fixture: RelayFixture) -> Bool {
        let group = fixture.telegram.group
        return group.messages(in: nil).contains { message in
            if case .pinned(let id) = message.content { group.message(id) != nil } else { false }
        }
    }

    @Test func board_isPostedOnce_pinned_andFollowsWhoWaits() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let visitor = try await fixture.visitor("Anna")
            try await fixture.say("question", as: visitor)
            try await eventually {
                text(fixture)?.contains("• #1 “Anna” – less than 5 min") == true && isPinned(fixture)
            }
            // The board may come before the topic, and then leads there once it is made.
            try await eventually { !fixture.telegram.group.topics.isEmpty }
            let topic = try fixture.topic
            try await eventually { (try? link(fixture)) == "https://t.me/c/1234567890/\(topic)" }
            _ = try fixture.telegram.change { try $0.write("/take", in: topic, by: Self.olga) }
            try await eventually { text(fixture)?.contains("– Olga") == true }
            fixture.letPass(.seconds(16 * 60))
            try await fixture.say("hello?", as: visitor)
            try await eventually { text(fixture)?.contains("• #1 “Anna” – 15 min – Olga") == true }
            _ = try fixture.telegram.change { try $0.write("here I am", in: topic, by: Self.olga) }
            try await eventually { text(fixture) == "✅ All answered." }
            #expect(calls("pinChatMessage", fixture) == 1)
        }
    }

    @Test func unchangedBoard_isNotEdited_andAQuietGroupIsLeftAlone() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let visitor = try await fixture.visitor("Anna")
            #expect(fixture.general.isEmpty)
            try await fixture.say("question", as: visitor)
            // The board may come before the topic, and then leads there once it is made.
            try await eventually { isPinned(fixture) && (try? link(fixture)) != nil }
            let edits = calls("editMessageText", fixture)
            for number in 1...5 { try await fixture.say("more \(number)", as: visitor) }
            try await eventually { fixture.texts().count == 6 }
            #expect(calls("editMessageText", fixture) == edits)
        }
    }

    @Test func deletedBoard_isPostedAnew() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let visitor = try await fixture.visitor("Anna")
            try await fixture.say("question", as: visitor)
            try await eventually { isPinned(fixture) }
            let first = try #require(fixture.general.first?.id)
            try fixture.telegram.change { try $0.removeMessage(first) }
            try await fixture.say("from another", as: try await fixture.visitor("Boris"))
            try await eventually { text(fixture)?.contains("Boris") == true && isPinned(fixture) }
            #expect(fixture.general.first?.id != first)
        }
    }

    @Test func withoutTheRightToPin_theBoardServesUnpinned() async throws {
        var rights = Rights()
        rights.pinMessages = false
        try await RelayFixture.run(hasBoard: true, prepare: { [rights] in $0.grant(rights) }) { fixture in
            try await fixture.say("question", as: try await fixture.visitor("Anna"))
            try await eventually { calls("pinChatMessage", fixture) == 1 }
            try await fixture.say("question", as: try await fixture.visitor("Boris"))
            try await eventually { text(fixture)?.contains("Boris") == true }
            #expect(calls("pinChatMessage", fixture) == 1 && fixture.relay.trouble == nil)
        }
    }

    @Test func board_isKeptOverARestart_andFollowsTheGroup() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let visitor = try await fixture.visitor("Anna")
            try await fixture.say("question", as: visitor)
            try await eventually { isPinned(fixture) }
            let first = fixture.general.first?.id
            try await fixture.restartingWorkers {
                try await fixture.say("question", as: try await fixture.visitor("Boris"))
                try await eventually { text(fixture)?.contains("Boris") == true }
                #expect(fixture.general.first?.id == first)
                fixture.telegram.change { $0.migrate(to: -1_009_999_999_999) }
                try await fixture.say("still here", as: visitor)
                try await eventually { text(fixture)?.contains("Anna") == true && isPinned(fixture) }
            }
        }
    }

    @Test func board_saysThatTelegramIsBehind_whileItIs() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let visitor = try await fixture.visitor("Anna")
            try await fixture.say("question", as: visitor)
            try await eventually { isPinned(fixture) }
            fixture.telegram.change { $0.add(Fault(.kicked, method: "sendMessage", count: 30)) }
            try await fixture.say("late", as: visitor)
            fixture.letPass(.seconds(20 * 60))
            try await eventually {
                text(fixture)?.contains("⏳ Telegram takes no more at the moment: 1 line has waited for 15 min.")
                    == true
            }
            try await eventually { fixture.texts().last == "late" }
            try await eventually { text(fixture)?.contains("⏳") == false }
        }
    }
}
