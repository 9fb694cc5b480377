import Domain
import Store
import Telegram
import Testing

@testable import Desk

@Suite struct DeliveryPlanTests {
    func delivery(postsSent: Int = 0, uncertain: Int = 0) -> Delivery {
        Delivery(
            id: 1, ticket: TicketID(rawValue: 1), message: MessageID(rawValue: 5), postsSent: postsSent,
            uncertainAttempts: uncertain)
    }

    func message(_ text: String) -> Domain.Message {
        Domain.Message(
            id: MessageID(rawValue: 5), ticket: TicketID(rawValue: 1), author: .user, authorName: nil, text: text,
            createdAt: Timestamp(milliseconds: 0), editedAt: nil, clientID: nil, replyTo: nil)
    }

    func topic(hasCard: Bool) -> Topic {
        Topic(
            ticket: TicketID(rawValue: 1), chat: -1, thread: 9, hasCard: hasCard,
            createdAt: Timestamp(milliseconds: 0))
    }

    @Test func delivery_makesTheTopic_thenTheCard_thenPosts() {
        let text = message("hello")
        func step(_ topic: Topic?, _ delivery: Delivery, replyTo: Int64? = nil) -> DeliveryStep {
            DeliveryStep(for: delivery, message: text, topic: topic, replyTo: replyTo)
        }
        #expect(step(nil, delivery()) == .createTopic)
        #expect(step(topic(hasCard: false), delivery()) == .postCard(thread: 9))
        #expect(
            step(topic(hasCard: true), delivery(), replyTo: 7)
                == .post(text: "hello", thread: 9, replyTo: 7, isLast: true))
        #expect(step(topic(hasCard: true), delivery(postsSent: 1)) == .finish)
    }

    @Test func longText_goesOutInPieces_ofWhichOnlyTheFirstIsAReply() {
        let long = message(String(repeating: "слово ", count: 1300))
        func step(_ sent: Int) -> DeliveryStep {
            DeliveryStep(for: delivery(postsSent: sent), message: long, topic: topic(hasCard: true), replyTo: 7)
        }
        guard case .post(let first, _, 7, false) = step(0), case .post(let second, _, nil, true) = step(1) else {
            Issue.record("expected two posts, found \(step(0)), \(step(1))")
            return
        }
        #expect(first.utf16.count <= 4096 && second.utf16.count <= 4096)
        #expect((first + " " + second).split(separator: " ").count == 1300)
        #expect(step(2) == .finish)
    }

    @Test(
        arguments: [
            (.notSent("dns"), 0, nil, .backOff),
            (.rateLimited(retryAfter: .seconds(14)), 0, nil, .pauseGroup(.seconds(14))),
            (.uncertain("time-out"), 0, nil, .retryUncertain),
            (.uncertain("time-out"), 2, nil, .retryUncertain),
            (.topicGone, 0, .seconds(3600), .recreateTopic),
            (.topicGone, 0, nil, .recreateTopic),
            (.topicClosed, 0, nil, .reopenTopic),
            (.topicGone, 0, .seconds(10), .pauseGroup(.seconds(60))),
            (.topicGone, 0, .seconds(-10), .recreateTopic),
            (.postedElsewhere(messageID: 3, threadID: nil), 0, .seconds(10), .removeStray(post: 3, isTopicLost: false)),
            (.postedElsewhere(messageID: 3, threadID: nil), 0, .seconds(100), .removeStray(post: 3, isTopicLost: true)),
            (.unauthorized("Unauthorized"), 0, nil, .pauseGroup(.seconds(60))),
            (.forbidden("kicked"), 0, nil, .pauseGroup(.seconds(60))),
            (.notForum("no"), 0, nil, .pauseGroup(.seconds(60))),
            (.missingRights("no"), 0, nil, .pauseGroup(.seconds(60))),
            (.cancelled, 0, nil, .stop),
        ] as [(TelegramError, Int, Duration?, FailurePlan)])
    func failure_hasItsCure(error: TelegramError, uncertain: Int, age: Duration?, plan: FailurePlan) {
        #expect(FailurePlan(after: error, delivery: delivery(uncertain: uncertain), topicAge: age) == plan)
    }

    @Test(
        arguments: [
            (.uncertain("time-out"), FailurePlan.uncertainLimit, nil),
            (.badRequest("message text is empty"), 0, nil),
            (.removedAtOnce, 0, nil),
        ] as [(TelegramError, Int, Duration?)])
    func whatCannotBeDelivered_isGivenUpWithAReason(error: TelegramError, uncertain: Int, age: Duration?) {
        let plan = FailurePlan(after: error, delivery: delivery(uncertain: uncertain), topicAge: age)
        guard case .giveUp(let reason) = plan else {
            Issue.record("expected to give up, found \(plan)")
            return
        }
        #expect(!reason.isEmpty)
    }
}
