import Domain
import Store
import Telegram
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// What goes wrong at Telegram's, and what comes of it: every line of the visitor is in the topic that there is in the
/// end, in order, once; or twice where an answer was lost and the line may have been posted already.
@Suite(.serialized, .timeLimit(.minutes(3))) struct DeliveryScenarioTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        let name: String
        var faults: [Fault] = []
        /// Between the third and the fourth line, an hour after the first ones.
        var meanwhile: @Sendable (inout Group) throws -> Void = { _ in }
        /// Lines that may be in the topic twice.
        var mayDouble = 0
        /// A line that Telegram never takes, and which a line of the program replaces.
        var isRefused = false
        /// Topics made in all; each but the last is gone.
        var topics = 1
        /// The topic that is given up as lost still exists.
        var isStray = false

        var testDescription: String { name }
    }

    static let olga = Participant.named("Olga")

    static let scenarios = known + passing

    /// Refusals that pass by themselves, whatever they are called.
    private static let passing = [
        "Bad Request: something new", "Bad Request: have no write access to the chat",
        "Bad Request: the chat is temporarily unavailable", "Bad Request: internal error, try again later",
        "Bad Request: message thread is closed", "Bad Request: FLOOD_WAIT_1",
    ].map { text in
        Scenario(
            name: "each post refused for a while: \(text)",
            meanwhile: { $0.add(Fault(.error(APIError(400, text)), method: "sendMessage", count: 9)) }, mayDouble: 1)
    }

    private static let known: [Scenario] = [
        Scenario(name: "nothing"),
        // The way there.
        Scenario(
            name: "dropped before a post", faults: [Fault(.dropBefore, method: "sendMessage", count: 3)], mayDouble: 1),
        Scenario(name: "the answer to a post lost", faults: [Fault(.dropAfter, method: "sendMessage")], mayDouble: 1),
        Scenario(
            name: "502 instead of an answer",
            faults: [
                Fault(.page(status: 502), method: "sendMessage"), Fault(.page(status: 502), method: "getMe", count: 4),
            ]),
        Scenario(name: "a proxy's 403 for posts", faults: [Fault(.page(status: 403), method: "sendMessage", count: 3)]),
        Scenario(name: "404 pages everywhere", faults: [Fault(.page(status: 404), count: 5)]),
        Scenario(name: "503 everywhere", faults: [Fault(.page(status: 503), count: 12)]),
        Scenario(name: "504 for a topic", faults: [Fault(.page(status: 504), method: "createForumTopic", count: 2)]),
        Scenario(
            name: "500, restarting", faults: [Fault(.error(APIError(500, "Internal Server Error: restart")), count: 2)]),
        Scenario(name: "dropped before a topic", faults: [Fault(.dropBefore, method: "createForumTopic", count: 2)]),
        Scenario(name: "the answer to a topic lost", faults: [Fault(.dropAfter, method: "createForumTopic")]),
        // Limits.
        Scenario(name: "429 for a post", faults: [Fault(.tooManyRequests(retryAfter: 1), method: "sendMessage")]),
        Scenario(name: "429 for a topic", faults: [Fault(.tooManyRequests(retryAfter: 1), method: "createForumTopic")]),
        Scenario(name: "a storm of 429", faults: [Fault(.tooManyRequests(retryAfter: 1), count: 3)]),
        // Repairs.
        Scenario(
            name: "the topic deleted", meanwhile: { try $0.deleteTopic(try #require($0.topics.keys.max())) }, topics: 2),
        Scenario(
            name: "the topic deleted, and Telegram away when it is looked into",
            meanwhile: { group in
                try group.deleteTopic(try #require(group.topics.keys.max()))
                group.add(Fault(.page(status: 502), method: "getChat", count: 2))
                group.add(Fault(.tooManyRequests(retryAfter: 1), method: "getChat"))
            }, topics: 2),
        Scenario(
            name: "message thread not found",
            faults: [Fault(.error(APIError(400, "Bad Request: message thread not found")), method: "sendMessage")]),
        Scenario(
            name: "TOPIC_ID_INVALID",
            faults: [Fault(.error(APIError(400, "Bad Request: TOPIC_ID_INVALID")), method: "sendMessage")]),
        Scenario(name: "TOPIC_CLOSED", faults: [Fault(.topicClosed, method: "sendMessage")]),
        Scenario(
            name: "the topic closed by a person",
            meanwhile: { try $0.closeTopic(try #require($0.topics.keys.max()), by: olga) }),
        Scenario(
            name: "a post that lands in General",
            meanwhile: { $0.add(Fault(.misplaced(threadID: nil), method: "sendMessage")) }, topics: 2, isStray: true),
        Scenario(
            name: "a first post that lands in General",
            faults: [Fault(.misplaced(threadID: nil), method: "sendMessage")]),
        Scenario(name: "the group moved", meanwhile: { $0.migrate(to: -1_009_999_999_999) }),
        Scenario(
            name: "the group moved before anything",
            faults: [], meanwhile: { $0.migrate(to: -1_008_888_888_888) }),
        // Somebody must do something, and does.
        Scenario(name: "kicked for a while", faults: [Fault(.kicked, method: "sendMessage", count: 4)]),
        Scenario(
            name: "no right to make topics for a while",
            faults: [
                Fault(
                    .error(APIError(400, "Bad Request: not enough rights to create a topic")),
                    method: "createForumTopic", count: 3)
            ]),
        Scenario(
            name: "the token refused for a while",
            faults: [Fault(.error(APIError(401, "Unauthorized")), method: "sendMessage", count: 3)]),
        Scenario(
            name: "chat not found for a while",
            faults: [Fault(.error(APIError(400, "Bad Request: chat not found")), method: "createForumTopic", count: 3)]),
        Scenario(
            name: "topics switched off for a while",
            faults: [
                Fault(
                    .error(APIError(400, "Bad Request: the chat is not a forum")), method: "createForumTopic", count: 3)
            ]),
        // What can't be posted.
        Scenario(
            name: "one line refused",
            meanwhile: {
                $0.add(
                    Fault(
                        .error(APIError(400, "Bad Request: something new")), method: "sendMessage", text: "line 4",
                        count: 100_000))
            }, isRefused: true),
        Scenario(
            name: "refused once for a reason that nobody knows",
            faults: [Fault(.error(APIError(400, "Bad Request: something new")), method: "sendMessage")]),
        Scenario(
            name: "the channel private for a while",
            meanwhile: {
                $0.add(Fault(.error(APIError(400, "Bad Request: CHANNEL_PRIVATE")), method: "sendMessage", count: 5))
            }),
        Scenario(
            name: "the bot banned in the channel for a while",
            faults: [
                Fault(.error(APIError(400, "Bad Request: USER_BANNED_IN_CHANNEL")), method: "sendMessage", count: 5)
            ]),
        Scenario(
            name: "administrator rights wanted for a while",
            meanwhile: {
                $0.add(
                    Fault(
                        .error(APIError(400, "Bad Request: need administrator rights in the channel chat")),
                        method: "sendMessage", count: 5))
            }),
        Scenario(
            name: "a code about the topic that nobody knows, for a while",
            meanwhile: {
                $0.add(
                    Fault(.error(APIError(400, "Bad Request: TOPIC_SOMETHING_NEW")), method: "sendMessage", count: 3))
            }),
        Scenario(
            name: "removed at once by the group's moderation",
            meanwhile: {
                $0.add(
                    Fault(
                        .error(
                            APIError(
                                500,
                                "Internal Server Error: sent message was immediately deleted and can't be returned")),
                        method: "sendMessage"))
            }, isRefused: true),
        Scenario(
            name: "twice uncertain",
            meanwhile: { $0.add(Fault(.page(status: 502), method: "sendMessage", count: 2)) }, isRefused: true),
    ]

    @Test func severalBots_shareTheConversations_eachWithItsOwnBudget() async throws {
        try await RelayFixture.run(perMinute: 40, bots: 3) { fixture in
            var visitors: [SessionToken] = []
            for number in 1...9 { visitors.append(try await fixture.visitor("V\(number)")) }
            for (number, visitor) in visitors.enumerated() {
                try await fixture.say("line of \(number + 1)", as: visitor)
            }
            // A topic and its card for each: eighteen calls at least, where one bot may make ten at once.
            try await eventually { (try? fixture.desk.store.read { try $0.deliveryCounts().waiting }) == 0 }
            let group = fixture.telegram.group
            #expect(group.topics.count == 9)
            for (id, topic) in group.topics {
                let posts = group.messages(in: id).compactMap(\.text)
                let number = try #require(VisitorCard.ticket(inTopicName: topic.name)).rawValue
                #expect(posts.joined().contains("line of \(number)"))
            }
        }
    }

    @Test(arguments: scenarios)
    func everyLine_isInTheTopic_inOrder(scenario: Scenario) async throws {
        try await RelayFixture.run(prepare: { group in scenario.faults.forEach { group.add($0) } }) { fixture in
            let visitor = try await fixture.visitor()
            let lines = (1...6).map { "line \($0)" }
            for line in lines.prefix(3) { try await fixture.say(line, as: visitor) }
            func waiting() throws -> Int { try fixture.desk.store.read { try $0.deliveryCounts().waiting } }
            try await eventually { (try? waiting()) == 0 }
            fixture.letAnHourPass()
            try fixture.telegram.change { try scenario.meanwhile(&$0) }
            for line in lines.dropFirst(3) { try await fixture.say(line, as: visitor) }
            try await eventually { (try? waiting()) == 0 }

            let group = fixture.telegram.group
            #expect(group.topics.count == (scenario.isStray ? 2 : 1))
            let topic = try fixture.topic
            let posts = group.messages(in: topic).compactMap(\.text)
            // A topic made anew begins with a card that repeats what the lost one had.
            let card = try #require(posts.first)
            let isRenewed = card.contains("line 3")
            #expect(isRenewed == (scenario.topics > 1 || scenario.name.hasPrefix("the group moved")))
            let shown =
                (isRenewed ? lines.prefix(3).filter(card.contains) : []) + posts.filter { !$0.hasPrefix("👤") }
            let firsts = shown.enumerated().filter { shown.firstIndex(of: $1) == $0 }.map(\.1)
            if scenario.isRefused {
                #expect(firsts.filter(lines.contains) == lines.filter { $0 != "line 4" })
                let others = firsts.filter { !lines.contains($0) }.joined(separator: "\n")
                #expect(others.hasPrefix("⚠️") && others.contains("line 4"))
            } else {
                #expect(firsts == lines)
            }
            #expect(shown.count - firsts.count <= scenario.mayDouble)
            #expect(group.messages(in: nil).compactMap(\.text).allSatisfy { $0.hasPrefix("⚠️") })
            #expect(fixture.relay.trouble == nil)
            #expect(try fixture.desk.store.read { try $0.deliveryCounts().failed } == (scenario.isRefused ? 1 : 0))
        }
    }
}
