import Domain
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store
@testable import Telegram

/// What the group shows of somebody who was erased, and what Telegram refuses to delete.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EraseTopicsTests {
    private static let olga = Participant.named("Olga")

    /// A visitor with a topic of one line.
    private func visitor(_ fixture: RelayFixture) async throws -> (token: SessionToken, user: UserID, topic: Int) {
        let token = try await fixture.visitor("zebra")
        try await fixture.say("zebra", as: token)
        try await eventually { fixture.texts() == ["zebra"] }
        return (token, try fixture.desk.session(token).user.id, try fixture.topic)
    }

    private func waiting(_ fixture: RelayFixture) throws -> [(topic: ErasedTopic, posts: Int)] {
        try fixture.desk.erasureReport(limit: 9).topics
    }

    @Test func topic_isDeleted_andTheBoardNamesNobodyAnyMore() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            let (_, user, topic) = try await visitor(fixture)
            _ = try fixture.telegram.change { try $0.write("// about zebra", in: topic, by: Self.olga) }
            try await eventually { fixture.general.contains { $0.text?.contains("zebra") == true } }
            try await fixture.desk.erase(user, by: .tester)
            try await eventually { fixture.telegram.group.topics.isEmpty }
            try await eventually { !fixture.general.contains { $0.text?.contains("zebra") == true } }
            try await eventually { try waiting(fixture).isEmpty }
            // What had come and was still to be understood goes once it is.
            try await eventually {
                try fixture.desk.store.read { reader in
                    try reader.connection.first(
                        """
                        SELECT (SELECT count(*) FROM telegram_updates WHERE CAST(body AS TEXT) LIKE '%zebra%')
                            + (SELECT count(*) FROM unsent_posts) + (SELECT count(*) FROM erased_posts)
                            + (SELECT count(*) FROM deliveries)
                        """
                    ) { try $0[0] as Int }
                } == 0
            }
        }
    }

    @Test(arguments: [
        Fault.Kind.dropBefore, .dropAfter, .page(status: 502), .tooManyRequests(retryAfter: 1),
        .error(APIError(400, "Bad Request: chat not found")),
    ]) func deletionThatFailsForNow_isTriedAgain(fault: Fault.Kind) async throws {
        try await RelayFixture.run { fixture in
            let (_, user, _) = try await visitor(fixture)
            fixture.telegram.change { $0.add(Fault(fault, method: "deleteForumTopic")) }
            try await fixture.desk.erase(user, by: .tester)
            try await eventually { fixture.telegram.group.topics.isEmpty }
            try await eventually { try waiting(fixture).isEmpty }
        }
    }

    @Test func botThatMayNotDelete_isReported_andDeletesOnceItMay() async throws {
        try await RelayFixture.run { fixture in
            let (_, user, topic) = try await visitor(fixture)
            var rights = Rights()
            rights.deleteMessages = false
            fixture.telegram.change { $0.grant(rights) }
            try await fixture.desk.erase(user, by: .tester)
            try await eventually { try waiting(fixture).first?.topic.reason?.contains("not enough rights") == true }
            #expect(try waiting(fixture).first?.topic.isRefused == false)
            // What staff write there meanwhile is nobody's, and makes no ticket.
            _ = try fixture.telegram.change { try $0.write("hello?", in: topic, by: Self.olga) }
            try await eventually {
                try fixture.desk.store.read { reader in
                    try reader.waitingUpdates(limit: 1).isEmpty
                        && reader.connection.first("SELECT count(*) FROM telegram_updates WHERE thread_id IS NOT NULL")
                        {
                            try $0[0] as Int
                        } == 0
                }
            }
            #expect(try fixture.desk.listing(.all, agent: nil, after: nil, limit: 9).page.tickets.isEmpty)
            fixture.telegram.change { $0.grant(Rights()) }
            try await eventually { fixture.telegram.group.topics.isEmpty }
            try await eventually { try waiting(fixture).isEmpty }
        }
    }

    @Test func topicThatTelegramNeverDeletes_losesItsNameAndItsPosts_andIsReported() async throws {
        try await RelayFixture.run { fixture in
            let (_, user, topic) = try await visitor(fixture)
            fixture.telegram.change {
                $0.add(Fault(.error(APIError(400, "Bad Request: TOPIC_SOMETHING")), method: "deleteForumTopic"))
            }
            try await fixture.desk.erase(user, by: .tester)
            try await eventually { fixture.telegram.group.topics[topic]?.name == "#1" }
            try await eventually { try waiting(fixture).first?.posts == 0 }
            #expect(try waiting(fixture).first?.topic.isRefused == true)
            #expect(try waiting(fixture).first?.topic.reason?.contains("TOPIC_SOMETHING") == true)
            #expect(!fixture.telegram.group.messages(in: topic).contains { $0.text?.contains("zebra") == true })
        }
    }

    @Test func postThatIsMadeDuringTheErasure_isDeletedToo() async throws {
        try await RelayFixture.run { fixture in
            let (token, user, topic) = try await visitor(fixture)
            fixture.telegram.change {
                $0.add(Fault(.error(APIError(400, "Bad Request: TOPIC_SOMETHING")), method: "deleteForumTopic"))
                $0.add(Fault(.none, method: "sendMessage", delay: .milliseconds(300)))
            }
            let calls = fixture.telegram.group.calls.count
            try await fixture.say("zebra again", as: token)
            try await eventually { fixture.telegram.group.calls.count > calls }
            try await fixture.desk.erase(user, by: .tester)
            try await eventually { fixture.telegram.group.topics[topic]?.name == "#1" }
            try await eventually {
                let isShown = fixture.telegram.group.messages(in: topic).contains { $0.text?.contains("zebra") == true }
                return try waiting(fixture).first?.posts == 0 && !isShown
            }
        }
    }

    @Test func topicThatIsMadeDuringTheErasure_isDeletedToo() async throws {
        try await RelayFixture.run { fixture in
            fixture.telegram.change { $0.add(Fault(.none, method: "createForumTopic", delay: .milliseconds(200))) }
            let token = try await fixture.visitor("zebra")
            try await fixture.say("zebra", as: token)
            try await eventually {
                fixture.telegram.group.calls.contains { $0.method.lowercased() == "createforumtopic" }
                    || !fixture.telegram.group.topics.isEmpty
            }
            try await fixture.desk.erase(fixture.desk.session(token).user.id, by: .tester)
            try await eventually { fixture.telegram.group.topics.isEmpty && (try? waiting(fixture).isEmpty) == true }
        }
    }

    @Test(arguments: [
        (TelegramError.topicGone, ErasurePlan.gone), (.messageGone, .gone), (.cancelled, .stop),
        (.notSent("x"), .backOff),
        (.uncertain("x"), .backOff), (.rateLimited(retryAfter: .seconds(1)), .wait(.seconds(1) + FailurePlan.margin)),
        (.missingRights("x"), .later(reason: "The bot has too few rights: x.")),
        (.unchangeable("x"), .refused(reason: "The message can't be changed: x.")),
        (.badRequest("x"), .refused(reason: "Telegram refused: x.")),
        (.migrated(to: -2), .refused(reason: "The group was upgraded; its chat id is now -2.")),
    ]) func everyFailure_hasItsPlan(error: TelegramError, plan: ErasurePlan) {
        #expect(ErasurePlan(after: error) == plan)
    }
}
