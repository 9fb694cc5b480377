import Telegram
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct FailurePlanTests {
    @Test(
        arguments: [
            (.notSent("dns"), false, 0, nil, .backOff),
            (.rateLimited(retryAfter: .seconds(14)), false, 0, nil, .wait(.milliseconds(14_250))),
            (.uncertain("time-out"), false, 0, nil, .retryUncertain),
            (.uncertain("time-out"), true, 5, nil, .retryUncertain),
            (.topicGone, false, 0, .seconds(3600), .recreateTopic),
            (.topicGone, false, 0, nil, .recreateTopic),
            (.topicGone, false, 0, .seconds(10), .rest(.seconds(60))),
            (.topicGone, false, 0, .seconds(-10), .recreateTopic),
            (.topicClosed, false, 0, nil, .reopenTopic),
            (
                .postedElsewhere(messageID: 3, threadID: nil), false, 0, .seconds(10),
                .removeStray(post: 3, isTopicLost: false)
            ),
            (
                .postedElsewhere(messageID: 3, threadID: nil), false, 0, .seconds(100),
                .removeStray(post: 3, isTopicLost: true)
            ),
            (.migrated(to: -5), false, 0, nil, .moveGroup(to: -5)),
            (.unauthorized("Unauthorized"), false, 0, nil, .report),
            (.forbidden("kicked"), false, 0, nil, .report),
            (.notForum("no"), true, 0, nil, .report),
            (.missingRights("no"), true, 0, nil, .report),
            (.chatRefused("CHANNEL_PRIVATE"), false, 0, nil, .report),
            (.topicRefused("TOPIC_NEW"), false, 0, nil, .restTopic),
            (.cancelled, false, 0, nil, .stop),
        ] as [(TelegramError, Bool, Int, Duration?, FailurePlan)])
    func failure_hasItsCure(error: TelegramError, opensTopic: Bool, uncertain: Int, age: Duration?, plan: FailurePlan) {
        #expect(
            FailurePlan(after: error, opensTopic: opensTopic, uncertainAttempts: uncertain, topicAge: age, Timings())
                == plan)
    }

    @Test(
        arguments: [
            (.uncertain("time-out"), 1), (.cannotParse("no"), 0), (.removedAtOnce, 0),
        ] as [(TelegramError, Int)])
    func whatCannotBeDelivered_isGivenUpWithAReason(error: TelegramError, uncertain: Int) {
        let plan = FailurePlan(after: error, opensTopic: false, uncertainAttempts: uncertain, topicAge: nil, Timings())
        guard case .giveUp(let reason) = plan else {
            Issue.record("expected to give up, found \(plan)")
            return
        }
        #expect(!reason.isEmpty)
    }
}
