import TelegramSimulator
import TestSupport
import Testing

/// Several bots in one group.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MoreBotsTests {
    private static let token = "7000000002:another-token-for-tests-only-0000000"

    private static func two(perMinute: Int? = nil) -> TelegramSimulator.Configuration {
        var configuration = TelegramSimulator.Configuration()
        configuration.moreTokens = [token]
        configuration.messagesPerMinute = perMinute
        return configuration
    }

    /// Calls a method as the second bot.
    private func call(_ running: RunningSimulator, _ method: String, _ members: String) async throws -> HTTPReply {
        try await running.client.post(
            "/bot\(Self.token)/\(method)", #"{"chat_id": \#(RunningSimulator.chat), \#(members)}"#)
    }

    @Test func eachBot_hasAnAllowanceOfItsOwn() async throws {
        try await RunningSimulator.with(Self.two(perMinute: 1), clock: ManualClock()) { running in
            let send = #""text": "a""#
            let first = try await running.call("sendMessage", send)
            let second = try await call(running, "sendMessage", send)
            #expect(first.status == 200)
            #expect(second.status == 200)
            #expect(try first.json["result"]?["from"]?["id"]?.int == 7_000_000_001)
            #expect(try second.json["result"]?["from"]?["id"]?.int == 7_000_000_002)
            #expect(try await running.call("sendMessage", send).status == 429)
            #expect(try await call(running, "sendMessage", send).status == 429)
            #expect(running.simulator.group.rate(of: 7_000_000_002) == (1, 1))
            let rates = try await running.client.get("/simulator/state").json["rates"]
            #expect(rates?.names == ["7000000001", "7000000002"])
            #expect(running.simulator.group.calls.map(\.botID).suffix(2) == [7_000_000_001, 7_000_000_002])
        }
    }

    /// 2 is a text of the first bot's, with a button.
    @Test(arguments: [
        ("editMessageText", #""message_id": 2, "text": "b""#, 400, "Bad Request: message can't be edited"),
        ("setWebhook", #""url": "http://desk.test/""#, 404, "Not Found: method not found"),
    ])
    func bot_isRefused_whatIsTheOthers(
        _ method: String, _ members: String, _ status: Int, _ description: String
    ) async throws {
        try await RunningSimulator.with(Self.two()) { running in
            _ = try await running.result("sendMessage", #""text": "a""#)
            let reply = try await call(running, method, members)
            #expect(reply.status == status)
            #expect(try reply.json["description"]?.string == description)
        }
    }

    @Test func fileID_isGoodForOneBotOnly() async throws {
        try await RunningSimulator.with(Self.two()) { running in
            let message = try await running.uploaded("sendDocument", "document", SampleFile.text)
            let id = try #require(message["document"]?["file_id"]?.string)
            let sent = try await call(running, "sendDocument", #""document": "\#(id)""#)
            #expect(
                try sent.json["description"]?.string == "Bad Request: wrong file identifier/HTTP URL specified")
            #expect(try await call(running, "getFile", #""file_id": "\#(id)""#).status == 400)
            let path = try await running.result("getFile", #""file_id": "\#(id)""#)["file_path"]?.string ?? ""
            #expect(try await running.client.get("/file/bot\(Self.token)/\(path)").status == 404)
        }
    }

    @Test func otherBot_isHeardOnlyInServiceMessages_andItsButtonsNot() async throws {
        try await RunningSimulator.with(Self.two()) { running in
            let opened = try await call(running, "createForumTopic", #""name": "Ann""#)
            let topic = try #require(try opened.json["result"]?["message_thread_id"]?.int)
            let keyboard = #"{"inline_keyboard": [[{"text": "Close", "callback_data": "c"}]]}"#
            let sent = try await call(
                running, "sendMessage", #""message_thread_id": \#(topic), "text": "a", "reply_markup": \#(keyboard)"#)
            let id = try #require(try sent.json["result"]?["message_id"]?.int)
            let press = try await running.client.post("/simulator/press", #"{"message_id": \#(id), "data": "c"}"#)
            let query = try press.json["callback_query_id"]?.string ?? ""
            let updates = try await running.updates()
            #expect(updates.count == 1)
            #expect(updates[0]["message"]?["forum_topic_created"] != nil)
            #expect(updates[0]["message"]?["from"]?["id"]?.int == 7_000_000_002)
            #expect(try await running.call("answerCallbackQuery", #""callback_query_id": "\#(query)""#).status == 400)
            #expect(try await call(running, "answerCallbackQuery", #""callback_query_id": "\#(query)""#).status == 200)
            #expect(try await call(running, "getUpdates", #""timeout": 0"#).json["result"]?.elements.isEmpty == true)
        }
    }

    @Test func bots_areAdministrators() async throws {
        try await RunningSimulator.with(Self.two()) { running in
            let member = try await running.result("getChatMember", #""user_id": 7000000002"#)
            #expect(member["status"]?.string == "administrator")
            #expect(try await running.result("getChatAdministrators").elements.count == 1)
            #expect(try await running.result("getChatAdministrators", #""return_bots": true"#).elements.count == 2)
        }
    }
}
