import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// What goes wrong while both sides write, with the real refusals of the simulator where there are some: every line is
/// on the other side in order, once, or twice where the answer to a post was lost.
@Suite(.serialized, .timeLimit(.minutes(3))) struct BothWaysScenarioTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        let name: String
        var visitors = 2
        var bots = 1
        var hasBoard = false
        var polls = true
        var perMinute: Int?
        var groupPerMinute: Int?
        var unreachable: String?
        /// Lines that the group may show twice.
        var mayDouble = 0
        /// Telegram itself turned the order of answers round, which it never does within a group.
        var isReordered = false
        let acts: @Sendable (Play) async throws -> Void

        var testDescription: String { name }
    }

    /// Both sides have written, and an hour has passed.
    static func begin(_ play: Play) async throws {
        try await play.say(2)
        try await play.settle()
        try play.answer()
        try await play.settle()
        // The service messages that say so would come among what follows.
        try await eventually { play.fixture.telegram.group.topics.values.allSatisfy { $0.icon == "💬" } }
        play.fixture.letAnHourPass()
    }

    /// More lines than one bot may post at once, while it may post none; the first post after that meets a fault.
    static func gather(_ play: Play, _ fault: Fault) async throws {
        play.fixture.telegram.change { $0.add(Fault(.kicked, method: "sendMessage", count: .max)) }
        try await play.say(160)
        play.fixture.telegram.change { group in
            group.endFaults()
            group.add(fault)
        }
    }

    static func rights(_ change: (inout Rights) -> Void) -> Rights {
        var rights = Rights()
        change(&rights)
        return rights
    }

    static let scenarios: [Scenario] = [
        Scenario(name: "nothing, with three bots", visitors: 6, bots: 3) { play in
            try await begin(play)
            try await play.say(2)
            try play.answer()
        },
        // The way there.
        Scenario(name: "Telegram away for ten minutes while many write", visitors: 12) { play in
            play.fixture.telegram.change { $0.add(Fault(.page(status: 503), count: 60)) }
            try await play.say(2)
            play.fixture.letPass(.seconds(600))
            try await play.say(2)
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "connections reset for ten minutes while many write", visitors: 12) { play in
            try await begin(play)
            play.fixture.telegram.change { $0.add(Fault(.dropBefore, count: 40)) }
            try await play.say(2)
            play.fixture.letPass(.seconds(600))
            try play.answer()
        },
        Scenario(name: "no address for Telegram's name", unreachable: "http://telegram.invalid") { play in
            try await play.say(2)
            try await play.fixture.restartingWorkers {
                try await play.settle()
                try play.answer()
                try await play.settle()
            }
        },
        Scenario(name: "nobody listens at Telegram's address", unreachable: "http://127.0.0.1:1") { play in
            try await play.say(2)
            try await play.fixture.restartingWorkers {
                try await play.settle()
                try play.answer()
                try await play.settle()
            }
        },
        Scenario(name: "a reset after each fourth post", visitors: 4, mayDouble: 4) { play in
            for _ in 1...4 {
                play.fixture.telegram.change { $0.add(Fault(.dropAfter, method: "sendMessage")) }
                try await play.say()
                try await play.settle()
            }
            try play.answer()
        },
        Scenario(name: "a reset after a post of many lines", visitors: 1, perMinute: 600, mayDouble: 160) { play in
            try await begin(play)
            try await gather(play, Fault(.dropAfter, method: "sendMessage"))
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "a post of many lines refused", visitors: 1, perMinute: 600) { play in
            try await begin(play)
            let refusal = APIError(400, "Bad Request: something in it")
            try await gather(play, Fault(.error(refusal), method: "sendMessage"))
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "workers restarted in mid-conversation", visitors: 4, bots: 2) { play in
            try await begin(play)
            try await play.say(3)
            try await play.fixture.restartingWorkers {
                try await play.say(2)
                try play.answer()
                try await play.settle()
            }
        },
        // Limits.
        Scenario(name: "a group that takes twenty posts a minute, and many more", visitors: 6, groupPerMinute: 20) {
            play in
            try await play.say(3)
            try await play.settle()
            try play.answer()
            #expect(play.fixture.telegram.group.rate().refused > 0)
        },
        Scenario(
            name: "the same with three bots and the board", visitors: 9, bots: 3, hasBoard: true, groupPerMinute: 8
        ) {
            play in
            try await play.say(2)
            try await play.settle()
            try play.answer()
        },
        // What comes in.
        Scenario(name: "every update delivered twice, newest first", polls: false, isReordered: true) { play in
            try await play.fixture.receiveWebhook()
            try await begin(play)
            play.fixture.telegram.change { $0.disturbWebhook(duplicated: 4, reversed: 4) }
            try play.answer()
            try await play.say()
            try play.answer()
        },
        Scenario(name: "an edit before its message", visitors: 1, polls: false) { play in
            try await play.fixture.receiveWebhook()
            try await begin(play)
            play.fixture.telegram.change { $0.reverseUpdates(2) }
            let answer = try #require(try play.answer().first)
            try play.fixture.telegram.change { try $0.edit(answer.id, to: "changed") }
            try await play.settle()
            try await eventually { (try? play.history(of: 0).last?.text) == "changed" }
            #expect(try play.history(of: 0).last?.editedAt == nil)
            play.replaceAnswers { $0 == "a0-1;" ? "changed" : $0 }
        },
        Scenario(name: "a reaction before its message", visitors: 1, polls: false) { play in
            try await play.fixture.receiveWebhook()
            try await begin(play)
            play.fixture.telegram.change { $0.reverseUpdates(2) }
            let answer = try #require(try play.answer().first)
            try play.fixture.telegram.change { try $0.react(to: answer.id, with: "👍", by: Play.olga) }
            try await eventually { (try? play.history(of: 0).last?.reactions) == [Reaction(emoji: "👍", count: 1)] }
        },
        Scenario(name: "a deletion before its message, which is said", visitors: 1, polls: false) { play in
            try await play.fixture.receiveWebhook()
            try await begin(play)
            play.fixture.telegram.change { $0.reverseUpdates(2) }
            let answer = try #require(try play.answer().first)
            let topic = try play.topic(of: 0)
            _ = try play.fixture.telegram.change {
                try $0.write("/delete", in: topic, by: Play.olga, replyTo: answer.id)
            }
            try await eventually { play.fixture.texts().contains { $0.hasPrefix("Nothing was deleted") } }
        },
        Scenario(name: "the same updates again after a crash", polls: false) { play in
            try await play.say(2)
            try await eventually { (try? play.topic(of: 1)) != nil }
            try await eventually { (try? play.fixture.desk.store.read { try $0.deliveryCounts().waiting }) == 0 }
            try play.answer()
            for _ in 1...3 { try await play.fixture.pollInVain() }
            try play.answer()
            for _ in 1...3 { try await play.fixture.pollInVain() }
        },
        // Somebody changes the group.
        Scenario(name: "the bot removed and let in again") { play in
            try await begin(play)
            play.fixture.telegram.change { $0.dismissBot() }
            try await play.say(2)
            try await eventually { play.fixture.relay.trouble != nil }
            play.fixture.telegram.change { $0.readmitBot() }
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "the right to make topics taken and given back", visitors: 3) { play in
            play.fixture.telegram.change { $0.grant(rights { $0.manageTopics = false }) }
            try await play.say(2)
            try await eventually { play.fixture.relay.trouble != nil }
            play.fixture.telegram.change { $0.grant(Rights()) }
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "one bot of three refused for a while", visitors: 6, bots: 3) { play in
            try await begin(play)
            play.fixture.telegram.change {
                $0.add(Fault(.error(APIError(401, "Unauthorized")), method: "sendMessage", count: 3))
            }
            try await play.say(3)
            try play.answer()
        },
        Scenario(name: "topics switched off, and on again") { play in
            try await begin(play)
            play.fixture.telegram.change { $0.setForum(false) }
            try await play.say(2)
            try await eventually { play.fixture.relay.trouble != nil }
            play.fixture.telegram.change { $0.setForum(true) }
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "the group moved in mid-conversation, with three bots", visitors: 6, bots: 3, hasBoard: true) {
            play in
            try await begin(play)
            try play.answer()
            play.fixture.telegram.change { $0.migrate(to: -1_009_999_999_999) }
            try await play.say(2)
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "the board deleted by a person", hasBoard: true) { play in
            try await begin(play)
            try await eventually { play.fixture.general.compactMap(\.text) == ["✅ All answered."] }
            try play.fixture.telegram.change { group in
                for post in group.messages(in: nil) where post.text != nil { try group.removeMessage(post.id) }
            }
            try await play.say()
            try await eventually { play.fixture.general.first?.text?.contains("2 wait") == true }
            try play.answer()
            try await eventually { play.fixture.general.compactMap(\.text) == ["✅ All answered."] }
        },
        Scenario(name: "reminders among the lines") { play in
            try await play.say(2)
            for _ in 1...4 {
                play.fixture.letAnHourPass()
                try await play.fixture.remind()
                try await play.say()
                try await play.settle()
            }
            for visitor in play.indices {
                let topic = try play.topic(of: visitor)
                #expect(play.fixture.texts(in: topic).count { $0.hasPrefix("⏰") } == 3)
            }
            try play.answer()
        },
        Scenario(name: "a topic deleted as soon as it was made, and another one used", visitors: 2) { play in
            try await play.say(only: 0)
            try await play.settle()
            let topic = try play.topic(of: 0)
            try play.fixture.telegram.change { try $0.deleteTopic(topic) }
            try await play.say(2)
            // Not before a minute has passed is it made anew.
            try await eventually { (try? play.topic(of: 1)).map { play.fixture.texts(in: $0).count } == 2 }
            play.fixture.letAnHourPass()
            try await play.settle()
            try play.answer()
        },
        Scenario(name: "the topic deleted while a line of the program's own waits for it", visitors: 1) { play in
            try await begin(play)
            let topic = try play.topic(of: 0)
            play.fixture.telegram.change { $0.add(Fault(.page(status: 503), count: 8)) }
            try await play.fixture.desk.store.write { try $0.enqueueNotice("a notice", ticket: TicketID(rawValue: 1)) }
            try await play.say(2)
            try play.fixture.telegram.change { try $0.deleteTopic(topic) }
            try await play.settle()
            #expect(play.fixture.texts().contains("a notice"))
            try play.answer()
        },
        Scenario(name: "a reply to a line in a topic that was given up", visitors: 1) { play in
            try await begin(play)
            play.fixture.telegram.change { $0.add(Fault(.misplaced(threadID: nil), method: "sendMessage")) }
            try await play.say()
            try await play.settle()
            try await play.say(replyTo: try #require(try play.history(of: 0).first).id)
            try play.answer()
        },
        Scenario(name: "an answer in a topic that was given up and still exists", visitors: 1) { play in
            try await begin(play)
            let old = try play.topic(of: 0)
            play.fixture.telegram.change { $0.add(Fault(.misplaced(threadID: nil), method: "sendMessage")) }
            try await play.say()
            try await play.settle()
            #expect(try play.topic(of: 0) != old)
            try play.answer(in: old)
            // Who closes it tidies up, and does not close the conversation.
            try play.fixture.telegram.change { try $0.closeTopic(old, by: Play.olga) }
            try await play.say()
            try play.answer()
            try await play.settle()
            let topic = try play.topic(of: 0)
            #expect(play.fixture.telegram.group.topics[topic]?.isClosed == false)
        },
        Scenario(name: "icons offered and not taken", visitors: 3) { play in
            play.fixture.telegram.change {
                $0.add(Fault(.error(APIError(400, "Bad Request: DOCUMENT_INVALID")), method: "createForumTopic"))
            }
            try await play.say()
            try await play.settle()
            // Others may have been made with their icons before the first was refused.
            #expect(play.fixture.telegram.group.topics.values.contains { $0.name.hasPrefix("🟠 #") })
            try play.answer()
            try await eventually { play.fixture.telegram.group.topics.values.allSatisfy { $0.name.hasPrefix("🟢 #") } }
        },
        Scenario(name: "icons not told", visitors: 3) { play in
            play.fixture.telegram.change {
                $0.add(Fault(.page(status: 502), method: "getForumTopicIconStickers", count: 3))
            }
            try await play.say()
            try await play.settle()
            try play.answer()
            try await play.settle()
            try await eventually {
                play.fixture.telegram.group.topics.values.allSatisfy { $0.icon == "💬" || $0.name.hasPrefix("🟢") }
            }
        },
        Scenario(name: "a closed topic that the bot may not open", visitors: 2) { play in
            try await begin(play)
            play.fixture.telegram.change { group in
                group.add(Fault(.topicClosed, method: "sendMessage", count: 3))
                group.add(
                    Fault(
                        .error(APIError(400, "Bad Request: not enough rights to close or open the topic")),
                        method: "reopenForumTopic", count: 3))
            }
            try await play.say(2)
            try play.answer()
        },
    ]

    @Test(arguments: scenarios)
    func everyLine_isOnTheOtherSide_inOrder(scenario: Scenario) async throws {
        try await RelayFixture.run(
            perMinute: scenario.perMinute, bots: scenario.bots, polls: scenario.polls, hasBoard: scenario.hasBoard,
            groupPerMinute: scenario.groupPerMinute, unreachable: scenario.unreachable
        ) { fixture in
            let play = try await Play(fixture, visitors: scenario.visitors)
            try await scenario.acts(play)
            // Where Telegram could not be reached at first, the workers that reach it have ended.
            if scenario.unreachable == nil { try await play.settle() }
            try play.check(mayDouble: scenario.mayDouble, isReordered: scenario.isReordered)
        }
    }
}
