import TelegramSimulator
import TestSupport
import Testing

/// The rarer methods that a desk calls.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DeskMethodTests {
    @Test func editMessageCaption_changesAndRemovesIt() async throws {
        try await RunningSimulator.with { running in
            let sent = try await running.uploaded(
                "sendDocument", "document", SampleFile.text, ["caption": "old"])
            let id = try #require(sent["message_id"]?.int)
            let entities = #""caption_entities": [{"type": "italic", "offset": 0, "length": 3}]"#
            let edited = try await running.result(
                "editMessageCaption", #""message_id": \#(id), "caption": "new", \#(entities)"#)
            #expect(edited["caption"]?.string == "new")
            #expect(edited["caption_entities"]?[0]?["type"]?.string == "italic")
            #expect(edited["document"]?["file_id"]?.string == sent["document"]?["file_id"]?.string)
            let removed = try await running.result("editMessageCaption", #""message_id": \#(id)"#)
            #expect(removed["caption"] == nil)
            let same = try await running.call("editMessageCaption", #""message_id": \#(id)"#)
            #expect(try same.json["description"]?.string?.hasPrefix("Bad Request: message is not modified") == true)
        }
    }

    /// 2 is a topic's announcement, 3 a text of the bot's, 4 its photo, 5 a photo of Olga's, 6 a sticker of the bot's.
    @Test(arguments: [
        ("editMessageCaption", #""message_id": 3, "caption": "a""#, "there is no caption in the message to edit"),
        ("editMessageCaption", #""message_id": 6, "caption": "a""#, "there is no caption in the message to edit"),
        ("editMessageCaption", #""message_id": 5, "caption": "a""#, "message can't be edited"),
        ("editMessageCaption", #""message_id": 99, "caption": "a""#, "message to edit not found"),
        (
            "editMessageCaption", #""message_id": 4, "caption": "\#(String(repeating: "x", count: 1025))""#,
            "message caption is too long"
        ),
        (
            "editMessageCaption",
            #""message_id": 4, "caption": "a", "caption_entities": [{"type": "bold", "offset": 1, "length": 1}]"#,
            "ENTITY_BOUNDS_INVALID"
        ),
        ("editMessageText", #""message_id": 4, "text": "a""#, "there is no text in the message to edit"),
        ("editMessageReplyMarkup", #""message_id": 2"#, "message can't be edited"),
        ("unpinChatMessage", "", "message to unpin not found"),
        ("unpinChatMessage", #""message_id": 3"#, "message to unpin not found"),
        ("createForumTopic", #""name": "a", "icon_custom_emoji_id": "5""#, "DOCUMENT_INVALID"),
        ("editForumTopic", #""message_thread_id": 2, "icon_custom_emoji_id": "5""#, "DOCUMENT_INVALID"),
    ])
    func method_refusesInTelegramsWords(_ method: String, _ members: String, _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            _ = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            _ = try await running.uploaded("sendPhoto", "photo", SampleFile.jpeg)
            try running.simulator.change { group throws(APIError) in
                _ = try group.attach(.photo, Upload(SampleFile.jpeg), by: .named("Olga"))
            }
            _ = try await running.uploaded("sendSticker", "sticker", SampleFile.webp)
            let reply = try await running.call(method, members)
            #expect(reply.status == 400)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
        }
    }

    @Test func topicIcon_isOneOfThoseOffered() async throws {
        try await RunningSimulator.with { running in
            let stickers = try await running.result("getForumTopicIconStickers").elements
            let emoji = stickers.compactMap { $0["emoji"]?.string }
            #expect(Set(["✅", "❗", "💬", "❓"]).isSubset(of: emoji))
            let id = try #require(stickers.first { $0["emoji"]?.string == "❗" }?["custom_emoji_id"]?.string)
            let topic = try await running.result("createForumTopic", #""name": "a", "icon_custom_emoji_id": "\#(id)""#)
            #expect(topic["icon_custom_emoji_id"]?.string == id)
            let thread = try #require(topic["message_thread_id"]?.int)
            func edit(_ id: String) async throws -> JSONView? {
                let members = #""message_thread_id": \#(thread), "icon_custom_emoji_id": "\#(id)""#
                _ = try await running.result("editForumTopic", members)
                return try await running.updates().last?["message"]?["forum_topic_edited"]
            }
            let done = try #require(stickers.first { $0["emoji"]?.string == "✅" }?["custom_emoji_id"]?.string)
            #expect(try await edit(done)?["icon_custom_emoji_id"]?.string == done)
            let shown = try await running.client.get("/simulator/state").json["topics"]?[1]
            #expect(shown?["icon_emoji"]?.string == "✅")
            #expect(try await edit("")?["icon_custom_emoji_id"]?.string == "")
        }
    }

    @Test func unpinChatMessage_takesTheNamedOneOrTheLast() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            for text in ["a", "b", "c"] {
                let message = try await running.result(
                    "sendMessage", #""message_thread_id": \#(topic), "text": "\#(text)""#)
                _ = try await running.result("pinChatMessage", #""message_id": \#(message["message_id"]?.int ?? 0)"#)
            }
            func pins() async throws -> [String] {
                let topics = try await running.client.get("/simulator/state").json["topics"]?.elements ?? []
                return topics.last?["pinned"]?.elements.compactMap { $0["text"]?.string } ?? []
            }
            let all = try await pins()
            #expect(all == ["c", "b", "a"])
            _ = try await running.result("unpinChatMessage")
            #expect(try await pins() == ["b", "a"])
            _ = try await running.result("unpinChatMessage", #""message_id": 3"#)
            #expect(try await pins() == ["b"])
        }
    }

    @Test func administrators_arePeopleToo_andOtherBotsIfAskedFor() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.updates(#""allowed_updates": ["chat_member"]"#)
            for members in [
                #""name": "Olga", "status": "creator""#, #""name": "Max", "status": "administrator""#,
                #""name": "Ann", "status": "kicked""#, #""name": "spy_bot", "bot": true, "status": "administrator""#,
            ] {
                #expect(try await running.client.post("/simulator/status", "{\(members)}").status == 200)
            }
            #expect(try await running.client.post("/simulator/status", #"{"status": "king"}"#).status == 400)
            let people = try await running.result("getChatAdministrators").elements
            #expect(
                people.compactMap { $0["status"]?.string }.sorted() == ["administrator", "administrator", "creator"])
            let all = try await running.result("getChatAdministrators", #""return_bots": true"#).elements
            #expect(all.count == 4)
            let changes = try await running.updates().compactMap { $0["chat_member"] }
            #expect(changes.count == 4)
            #expect(changes[0]["old_chat_member"]?["status"]?.string == "left")
            #expect(changes[2]["new_chat_member"]?["status"]?.string == "kicked")
            let id = try #require(changes[2]["new_chat_member"]?["user"]?["id"]?.int)
            #expect(try await running.result("getChatMember", #""user_id": \#(id)"#)["status"]?.string == "kicked")
        }
    }

    @Test func chatAction_isShownInItsTopic_untilTheNextMessage() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let thread = #""message_thread_id": \#(topic)"#
            _ = try await running.result("sendChatAction", thread + #", "action": "upload_document""#)
            func action() async throws -> String? {
                try await running.client.get("/simulator/state").json["topics"]?[1]?["action"]?.string
            }
            let shown = try await action()
            #expect(shown == "upload_document")
            let call = try #require(running.simulator.group.calls.last)
            #expect(call.parameters["message_thread_id"]?.integer == topic)
            _ = try await running.result("sendMessage", thread + #", "text": "a""#)
            #expect(try await action() == nil)
        }
    }
}
