import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct ControlTests {
    @Test func state_givesWhatChanged_andWaitsForIt() async throws {
        try await RunningSimulator.with { running in
            let first = try await running.topic("Ann")
            let second = try await running.topic("Bob")
            let all = try await running.client.get("/simulator/state").json
            #expect(all["order"]?.elements.compactMap(\.int) == [0, first, second])
            #expect(all["topics"]?.elements.count == 3)
            let version = try #require(all["version"]?.int)
            let other = try APIClient(port: running.port)
            async let waiting = other.get("/simulator/state?after=\(version)")
            let written = try await running.client.post(
                "/simulator/write", #"{"topic": \#(second), "text": "Hello", "name": "Olga"}"#)
            #expect(try written.json["text"]?.string == "Hello")
            let changed = try await waiting.json
            #expect(changed["topics"]?.elements.compactMap { $0["thread_id"]?.int } == [second])
            #expect(changed["topics"]?[0]?["messages"]?.elements.last?["text"]?.string == "Hello")
        }
    }

    @Test func actions_doWhatPeopleDo() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            func act(_ action: String, _ members: String) async throws -> HTTPReply {
                try await running.client.post("/simulator/\(action)", "{\(members)}")
            }
            let message = try await act("write", #""topic": \#(topic), "text": "a", "name": "Olga""#).json
            let id = try #require(message["message_id"]?.int)
            for (action, members) in [
                ("edit", #""message_id": \#(id), "text": "b""#), ("react", #""message_id": \#(id), "emoji": "👍""#),
                ("rename", #""topic": \#(topic), "title": "New""#), ("close", #""topic": \#(topic)"#),
                ("reopen", #""topic": \#(topic), "anonymous": true"#), ("create", #""title": "By hand""#),
                ("inject", #""kind": "poll", "payload": {"id": "1"}"#),
                ("fault", #""kind": "error", "method": "getMe", "error_code": 500, "description": "x""#),
            ] {
                #expect(try await act(action, members).status == 200, "\(action)")
            }
            #expect(running.simulator.group.message(id)?.text == "b")
            #expect(running.simulator.group.topics[topic]?.name == "New")
            #expect(running.simulator.group.pendingUpdates.last?.kind == "poll")
            #expect(try await running.call("getMe").status == 500)
            #expect(try await act("delete", #""topic": \#(topic)"#).status == 200)
            #expect(running.simulator.group.topics[topic] == nil)
            #expect(try await act("write", #""topic": \#(topic), "text": "a""#).status == 400)
            #expect(try await act("unknown", "").status == 404)
            #expect(try await act("fault", #""kind": "error", "error_code": 99999"#).status == 400)
        }
    }

    @Test func calls_showMethodsParametersAndAnswers() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.call("sendMessage", #""text": "a""#)
            _ = try await running.call("sendMessage", #""text": """#)
            let calls = try await running.client.get("/simulator/calls").json.elements
            #expect(calls.compactMap { $0["method"]?.string } == ["sendMessage", "sendMessage"])
            #expect(calls.compactMap { $0["status"]?.int } == [200, 400])
            #expect(calls[0]["parameters"]?["text"]?.string == "a")
            #expect(calls[1]["description"]?.string == "Bad Request: message text is empty")
            #expect(try await running.client.get("/simulator/calls?after=2").json.elements.isEmpty)
        }
    }

    @Test func page_isServedWithEverythingItLoads() async throws {
        try await RunningSimulator.with { running in
            let page = try await running.client.get("/")
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
            for address in page.text.split(separator: "\"") where address.hasPrefix("/telegram/") {
                #expect(try await running.client.get(String(address)).status == 200, "\(address)")
            }
        }
    }
}
