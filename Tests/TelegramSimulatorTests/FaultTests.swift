import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct FaultTests {
    private let send = #""text": "a""#

    @Test func tooManyRequests_comesAsOftenAsAsked_withTheField() async throws {
        try await RunningSimulator.with { running in
            running.simulator.change {
                $0.add(Fault(.tooManyRequests(retryAfter: 3), method: "sendMessage", count: 2))
            }
            for _ in 0..<2 {
                let reply = try await running.call("sendMessage", send)
                #expect(reply.status == 429)
                #expect(reply["Retry-After"] == "3")
                #expect(try reply.json["parameters"]?["retry_after"]?.int == 3)
                #expect(try await running.call("getChat").status == 200, "other methods are not concerned")
            }
            #expect(try await running.call("sendMessage", send).status == 200)
            #expect(running.simulator.group.messages.count == 1)
        }
    }

    @Test func page_isNoJSON() async throws {
        try await RunningSimulator.with { running in
            running.simulator.change { $0.add(Fault(.page(status: 502))) }
            let reply = try await running.call("sendMessage", send)
            #expect(reply.status == 502)
            #expect(reply["Content-Type"] == "text/html")
            #expect(reply.text.contains("502 Bad Gateway"))
            #expect(running.simulator.group.messages.isEmpty)
        }
    }

    @Test(arguments: [false, true]) func drop_closesTheConnectionWithoutAnAnswer(afterTheEffect: Bool) async throws {
        try await RunningSimulator.with { running in
            running.simulator.change { $0.add(Fault(afterTheEffect ? .dropAfter : .dropBefore, method: "sendMessage")) }
            await #expect(throws: SocketClient.Failure.ended) { try await running.call("sendMessage", send) }
            #expect(running.simulator.group.messages.count == (afterTheEffect ? 1 : 0))
            #expect(running.simulator.group.calls.last?.status == 0)
        }
    }

    @Test func misplacedMessage_landsElsewhere() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            running.simulator.change { $0.add(Fault(.misplaced(threadID: nil), method: "sendMessage")) }
            let thread = #""message_thread_id": \#(topic), "#
            #expect(try await running.result("sendMessage", thread + send)["message_thread_id"] == nil)
            #expect(try await running.result("sendMessage", thread + send)["message_thread_id"]?.int == topic)
        }
    }

    @Test(arguments: [
        (Fault.Kind.kicked, 403, "Forbidden: bot was kicked from the supergroup chat"),
        (Fault.Kind.topicClosed, 400, "Bad Request: TOPIC_CLOSED"),
        (Fault.Kind.error(APIError(500, "Internal Server Error: restart")), 500, "Internal Server Error: restart"),
    ])
    func error_isTheAnswer(_ kind: Fault.Kind, _ status: Int, _ description: String) async throws {
        try await RunningSimulator.with { running in
            running.simulator.change { $0.add(Fault(kind, method: "sendMessage")) }
            let reply = try await running.call("sendMessage", send)
            #expect(reply.status == status)
            #expect(try reply.json["description"]?.string == description)
        }
    }

    @Test func delay_holdsTheEffectBack() async throws {
        try await RunningSimulator.with { running in
            running.simulator.change { $0.add(Fault(.none, method: "sendMessage", delay: .seconds(3600))) }
            let slow = try SocketClient(host: "127.0.0.1", port: running.port)
            try await slow.send("GET \(running.path("sendMessage")) HTTP/1.1\r\nHost: t\r\n\r\n")
            try await eventually { running.simulator.group.calls.count == 1 }
            #expect(try await running.call("sendMessage", send).status == 200)
            #expect(running.simulator.group.calls.map(\.status) == [0, 200])
            slow.close()
        }
    }

    @Test func migration_tellsTheNewID_andVoidsTheTopics() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            running.simulator.change { $0.migrate(to: -1_009_999_999_999) }
            let reply = try await running.call("sendMessage", send)
            #expect(reply.status == 400)
            #expect(
                try reply.json["description"]?.string
                    == "Bad Request: group chat was upgraded to a supergroup chat")
            #expect(try reply.json["parameters"]?["migrate_to_chat_id"]?.int == -1_009_999_999_999)
            let moved = try await running.client.post(
                running.path("sendMessage"),
                #"{"chat_id": -1009999999999, "message_thread_id": \#(topic), "text": "a"}"#)
            #expect(try moved.json["description"]?.string == "Bad Request: message thread not found")
        }
    }
}
