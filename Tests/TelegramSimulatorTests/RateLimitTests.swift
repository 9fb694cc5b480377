import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct RateLimitTests {
    private static func limited(to count: Int) -> TelegramSimulator.Configuration {
        var configuration = TelegramSimulator.Configuration()
        configuration.messagesPerMinute = count
        return configuration
    }

    /// The seconds to wait; nil if the call was answered.
    private func wait(_ running: RunningSimulator, _ method: String, _ members: String) async throws -> Int? {
        let reply = try await running.call(method, members)
        guard reply.status == 429 else { return nil }
        let seconds = try #require(try reply.json["parameters"]?["retry_after"]?.int)
        #expect(reply["Retry-After"] == String(seconds))
        #expect(try reply.json["description"]?.string == "Too Many Requests: retry after \(seconds)")
        return seconds
    }

    @Test func minute_slides_andWhatIsRefusedDoesNotCount() async throws {
        let clock = ManualClock()
        try await RunningSimulator.with(Self.limited(to: 3), clock: clock) { running in
            let send = #""text": "a""#
            for _ in 0..<2 { _ = try await running.result("sendMessage", send) }
            clock.advance(byMilliseconds: 20_000)
            #expect(try await wait(running, "sendMessage", send) == nil)
            #expect(try await wait(running, "sendMessage", send) == 40)
            clock.advance(byMilliseconds: 39_500)
            #expect(try await wait(running, "sendMessage", send) == 1, "at least a second")
            clock.advance(byMilliseconds: 500)
            for _ in 0..<2 { _ = try await running.result("sendMessage", send) }
            #expect(try await wait(running, "sendMessage", send) == 20)
            #expect(running.simulator.group.rate == (5, 3))
            let rate = try await running.client.get("/simulator/state").json["rate"]
            #expect(rate?["per_minute"]?.int == 3)
            #expect(rate?["counted"]?.int == 5)
            #expect(rate?["refused"]?.int == 3)
        }
    }

    @Test func pause_lastsAsLongAsItSaid() async throws {
        let clock = ManualClock()
        try await RunningSimulator.with(Self.limited(to: 1), clock: clock) { running in
            let send = #""text": "a""#
            _ = try await running.result("sendMessage", send)
            clock.advance(byMilliseconds: 59_500)
            #expect(try await wait(running, "sendMessage", send) == 1)
            clock.advance(byMilliseconds: 600)
            #expect(
                try await wait(running, "sendMessage", send) == 1, "the call has left the window, the pause goes on")
            clock.advance(byMilliseconds: 400)
            #expect(try await wait(running, "sendMessage", send) == nil)
        }
    }

    /// Thread 2 is a topic, 3 a text in it; the allowance is spent.
    @Test(arguments: [
        ("createForumTopic", #""name": "b""#), ("editForumTopic", #""message_thread_id": 2, "name": "b""#),
        ("closeForumTopic", #""message_thread_id": 2"#), ("editMessageText", #""message_id": 3, "text": "b""#),
        ("pinChatMessage", #""message_id": 3"#), ("sendMessage", #""text": "b""#),
    ])
    func method_counts(_ method: String, _ members: String) async throws {
        try await RunningSimulator.with(Self.limited(to: 2), clock: ManualClock()) { running in
            let topic = try await running.topic()
            _ = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            #expect(try await wait(running, method, members) == 60)
        }
    }

    @Test(arguments: [
        ("getChat", ""), ("sendChatAction", #""action": "typing""#), ("getUpdates", ""),
        ("setMessageReaction", #""message_id": 3, "reaction": [{"type": "emoji", "emoji": "👌"}]"#),
        ("deleteMessage", #""message_id": 3"#),
    ])
    func method_doesNotCount(_ method: String, _ members: String) async throws {
        try await RunningSimulator.with(Self.limited(to: 2), clock: ManualClock()) { running in
            let topic = try await running.topic()
            _ = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            #expect(try await running.call(method, members).status == 200)
        }
    }

    @Test func reopenForumTopic_counts() async throws {
        try await RunningSimulator.with(Self.limited(to: 2), clock: ManualClock()) { running in
            let topic = try await running.topic()
            _ = try await running.result("closeForumTopic", #""message_thread_id": \#(topic)"#)
            #expect(try await wait(running, "reopenForumTopic", #""message_thread_id": \#(topic)"#) == 60)
        }
    }

    @Test func people_areNotLimited() async throws {
        try await RunningSimulator.with(Self.limited(to: 1), clock: ManualClock()) { running in
            try running.simulator.change { group throws(APIError) in
                for _ in 0..<5 { _ = try group.write("a", by: .named("Olga")) }
            }
            #expect(running.simulator.group.rate == (0, 0))
        }
    }
}
