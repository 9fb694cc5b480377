import TelegramSimulator
import TestSupport
import Testing

/// The methods that every desk calls: what they do, and how they refuse.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MethodTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let method: String
        let members: String
        let status: Int
        let description: String

        init(_ method: String, _ members: String, _ status: Int, _ description: String) {
            self.method = method
            self.members = members
            self.status = status
            self.description = description
        }

        var testDescription: String { "\(method) \(members.prefix(60)) \(description)" }
    }

    /// Thread 2 is a topic and 2 the message that announces it; 3 is a text of the bot's, 4 one of Olga's.
    static let refusals: [Refusal] = [
        Refusal("unknownMethod", "", 404, "Not Found: method not found"),
        Refusal("getChatMember", #""user_id": 99"#, 400, "Bad Request: user not found"),
        Refusal("createForumTopic", #""name": " ""#, 400, "Bad Request: name must be non-empty"),
        Refusal("createForumTopic", #""name": "a", "icon_color": 1"#, 400, "Bad Request: invalid icon color specified"),
        Refusal("editForumTopic", #""name": "b""#, 400, "Bad Request: invalid forum topic identifier specified"),
        Refusal("editForumTopic", #""message_thread_id": 77, "name": "b""#, 400, "Bad Request: TOPIC_ID_INVALID"),
        Refusal("editForumTopic", #""message_thread_id": 2, "name": "Ann""#, 400, "Bad Request: TOPIC_NOT_MODIFIED"),
        Refusal("closeForumTopic", #""message_thread_id": 77"#, 400, "Bad Request: TOPIC_ID_INVALID"),
        Refusal("reopenForumTopic", #""message_thread_id": 2"#, 400, "Bad Request: TOPIC_NOT_MODIFIED"),
        Refusal("deleteForumTopic", #""message_thread_id": 77"#, 400, "Bad Request: TOPIC_ID_INVALID"),
        Refusal("sendMessage", "", 400, "Bad Request: message text is empty"),
        Refusal("sendMessage", #""text": " \n ""#, 400, "Bad Request: message text is empty"),
        Refusal(
            "sendMessage", #""text": "\#(String(repeating: "x", count: 4097))""#, 400,
            "Bad Request: message is too long"),
        Refusal(
            "sendMessage", #""text": "\#(String(repeating: "😀", count: 2049))""#, 400,
            "Bad Request: message is too long"),
        Refusal(
            "sendMessage", #""text": "\#(String(repeating: "x", count: 32_769))""#, 400, "Bad Request: text is too long"
        ),
        Refusal("sendMessage", #""text": "a", "message_thread_id": 1"#, 400, "Bad Request: message thread not found"),
        Refusal("sendMessage", #""text": "a", "message_thread_id": 77"#, 400, "Bad Request: message thread not found"),
        Refusal(
            "sendMessage", #""text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]"#, 400,
            "Bad Request: ENTITY_BOUNDS_INVALID"),
        Refusal(
            "sendMessage", #""text": "a", "entities": [{"type": "bold", "offset": -1, "length": 1}]"#, 400,
            "Bad Request: ENTITY_BOUNDS_INVALID"),
        Refusal(
            "sendMessage", #""text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]"#, 400,
            "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"),
        Refusal("sendMessage", #""text": "a", "parse_mode": "TeX""#, 400, "Bad Request: unsupported parse_mode"),
        Refusal(
            "sendMessage", #""text": "a", "reply_parameters": {"message_id": 77}"#, 400,
            "Bad Request: message to be replied not found"),
        Refusal(
            "sendMessage",
            #""text": "a", "reply_parameters": {"message_id": 3, "allow_sending_without_reply": true}"#, 400,
            "Bad Request: message to be replied not found"),
        Refusal(
            "sendMessage",
            #""text": "a", "message_thread_id": 2, "reply_parameters": {"message_id": 4, "quote": "Ho"}"#, 400,
            "Bad Request: QUOTE_TEXT_INVALID"),
        Refusal("editMessageText", #""message_id": 77, "text": "a""#, 400, "Bad Request: message to edit not found"),
        Refusal("editMessageText", #""message_id": 4, "text": "a""#, 400, "Bad Request: message can't be edited"),
        Refusal("editMessageText", #""message_id": 2, "text": "a""#, 400, "Bad Request: message can't be edited"),
        Refusal(
            "editMessageText", #""message_id": 3, "text": "Hello""#, 400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                + "same as a current content and reply markup of the message"),
        Refusal("deleteMessage", #""message_id": 77"#, 400, "Bad Request: message to delete not found"),
        Refusal("deleteMessage", #""message_id": 2"#, 400, "Bad Request: message can't be deleted"),
        Refusal(
            "setMessageReaction", #""message_id": 77, "reaction": []"#, 400, "Bad Request: message to react not found"),
        Refusal(
            "setMessageReaction", #""message_id": 4, "reaction": [{"type": "emoji", "emoji": "✅"}]"#, 400,
            "Bad Request: REACTION_INVALID"),
        Refusal("sendChatAction", #""action": "dance""#, 400, "Bad Request: wrong parameter action in request"),
        Refusal("pinChatMessage", #""message_id": 77"#, 400, "Bad Request: message to pin not found"),
        Refusal(
            "setMyCommands", #""commands": [{"command": "No", "description": "d"}]"#, 400,
            "Bad Request: BOT_COMMAND_INVALID"),
        Refusal(
            "setWebhook", #""url": "ftp://desk.test/""#, 400,
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        Refusal(
            "setWebhook", #""url": "http://desk.test/", "secret_token": "a b""#, 400,
            "Bad Request: secret token contains unallowed characters"),
        Refusal(
            "setWebhook", #""url": "http://desk.test/", "secret_token": "\#(String(repeating: "a", count: 257))""#, 400,
            "Bad Request: secret token is too long"),
    ]

    @Test(arguments: refusals) func method_refusesInTelegramsWords_whenMisused(_ refusal: Refusal) async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            _ = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "Hello""#)
            try running.simulator.change { group throws(APIError) in
                _ = try group.write("Hi", in: topic, by: .named("Olga"))
            }
            let reply = try await running.call(refusal.method, refusal.members)
            #expect(reply.status == refusal.status)
            #expect(try reply.json["ok"]?.bool == false)
            #expect(try reply.json["error_code"]?.int == refusal.status)
            #expect(try reply.json["description"]?.string == refusal.description)
        }
    }

    @Test func getMe_givesTheBotOfTheToken() async throws {
        try await RunningSimulator.with { running in
            let bot = try await running.result("GETME")
            #expect(bot["id"]?.int == 7_000_000_001)
            #expect(bot["is_bot"]?.bool == true)
        }
    }

    @Test func getChat_showsAForum_andRefusesAnotherChat() async throws {
        try await RunningSimulator.with { running in
            let chat = try await running.result("getChat")
            #expect(chat["type"]?.string == "supergroup")
            #expect(chat["is_forum"]?.bool == true)
            let refused = try await running.client.post(running.path("getChat"), #"{"chat_id": -100}"#)
            #expect(try refused.json["description"]?.string == "Bad Request: chat not found")
            let empty = try await running.client.post(running.path("getChat"), "{}")
            #expect(try empty.json["description"]?.string == "Bad Request: chat_id is empty")
        }
    }

    @Test func getChatMember_showsTheBotsRights() async throws {
        try await RunningSimulator.with { running in
            var rights = Rights()
            rights.manageTopics = false
            running.simulator.change { $0.grant(rights) }
            let member = try await running.result("getChatMember", #""user_id": 7000000001"#)
            #expect(member["status"]?.string == "administrator")
            #expect(member["can_manage_topics"]?.bool == false)
            let refused = try await running.call("createForumTopic", #""name": "a""#)
            #expect(try refused.json["description"]?.string == "Bad Request: not enough rights to create a topic")
        }
    }

    @Test(arguments: ["0", "null", "-5", #""soon""#])
    func sendMessage_landsInGeneral_whenTheThreadIDIsNone(_ id: String) async throws {
        try await RunningSimulator.with { running in
            let message = try await running.result("sendMessage", #""text": "a", "message_thread_id": \#(id)"#)
            #expect(message["message_thread_id"] == nil)
            #expect(message["is_topic_message"] == nil)
        }
    }

    @Test func sendMessage_trimsTheTextAndItsEntities() async throws {
        try await RunningSimulator.with { running in
            let entities =
                #"[{"type": "bold", "offset": 0, "length": 7}, {"type": "italic", "offset": 6, "length": 4}]"#
            let message = try await running.result("sendMessage", #""text": "  Hello  \n ", "entities": \#(entities)"#)
            #expect(message["text"]?.string == "Hello")
            #expect(message["entities"]?.elements.count == 2)
            #expect(message["entities"]?[0]?["offset"]?.int == 0)
            #expect(message["entities"]?[0]?["length"]?.int == 5)
            #expect(message["entities"]?[1]?["offset"]?.int == 4)
            #expect(message["entities"]?[1]?["length"]?.int == 1)
        }
    }

    @Test func sendMessage_takesTheLongestText() async throws {
        try await RunningSimulator.with { running in
            let text = String(repeating: "😀", count: 2048)
            let message = try await running.result("sendMessage", #""text": " \#(text) ""#)
            #expect(message["text"]?.string == text)
        }
    }

    @Test func sendMessage_repliesWithinATopic_andDoesWithoutIfAllowed() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let first = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            let id = try #require(first["message_id"]?.int)
            let members = #""message_thread_id": \#(topic), "text": "b", "reply_parameters": "#
            let reply = try await running.result("sendMessage", members + #"{"message_id": \#(id)}"#)
            #expect(reply["reply_to_message"]?["message_id"]?.int == id)
            #expect(reply["reply_to_message"]?["reply_to_message"] == nil)
            let lost = try await running.result(
                "sendMessage", members + #"{"message_id": 999, "allow_sending_without_reply": true}"#)
            #expect(lost["reply_to_message"]?["message_id"]?.int == topic)
        }
    }

    @Test func sendMessage_quotesAPartOfWhatItRepliesTo() async throws {
        try await RunningSimulator.with { running in
            let target = try running.simulator.change { group throws(APIError) in
                try group.write("😀 two words", by: .named("Olga"))
            }
            let reply = try await running.result(
                "sendMessage", #""text": "a", "reply_parameters": {"message_id": \#(target.id), "quote": "two"}"#)
            #expect(reply["quote"]?["text"]?.string == "two")
            #expect(reply["quote"]?["position"]?.int == 3)
        }
    }

    @Test func editMessageText_changesTheText_andDropsButtonsNotSentAgain() async throws {
        try await RunningSimulator.with { running in
            let markup = #"{"inline_keyboard": [[{"text": "Close", "callback_data": "c"}]]}"#
            let message = try await running.result("sendMessage", #""text": "a", "reply_markup": \#(markup)"#)
            #expect(message["reply_markup"]?["inline_keyboard"] != nil)
            let id = try #require(message["message_id"]?.int)
            let edited = try await running.result("editMessageText", #""message_id": \#(id), "text": "a""#)
            #expect(edited["reply_markup"] == nil)
            #expect(edited["edit_date"]?.int != nil)
        }
    }

    @Test func setMessageReaction_setsOneAndTakesItBack() async throws {
        try await RunningSimulator.with { running in
            let message = try running.simulator.change { group throws(APIError) in
                try group.write("Hi", by: .named("Olga"))
            }
            let reaction = #""message_id": \#(message.id), "reaction": "#
            _ = try await running.result("setMessageReaction", reaction + #"[{"type": "emoji", "emoji": "👌"}]"#)
            #expect(running.simulator.group.message(message.id)?.reactions.values.first == "👌")
            _ = try await running.result("setMessageReaction", reaction + "[]")
            #expect(running.simulator.group.message(message.id)?.reactions.isEmpty == true)
        }
    }

    @Test func setMyCommands_keepsThemByScopeAndLanguage() async throws {
        try await RunningSimulator.with { running in
            let commands = #""commands": [{"command": "close", "description": "Close the ticket"}]"#
            _ = try await running.result("setMyCommands", commands + #", "scope": {"type": "chat"}"#)
            _ = try await running.result("setMyCommands", commands + #", "language_code": "ru""#)
            #expect(running.simulator.group.commands.keys.sorted() == ["chat/", "default/ru"])
        }
    }

    @Test func pinChatMessage_saysSoInTheTopic() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let message = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            let id = try #require(message["message_id"]?.int)
            _ = try await running.result("pinChatMessage", #""message_id": \#(id)"#)
            let pin = try #require(try await running.updates().last?["message"])
            #expect(pin["pinned_message"]?["message_id"]?.int == id)
            #expect(pin["message_thread_id"]?.int == topic)
        }
    }
}
