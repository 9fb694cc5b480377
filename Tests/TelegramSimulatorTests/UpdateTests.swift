import TelegramSimulator
import TestSupport
import Testing

/// What `getUpdates` gives, and when.
@Suite(.serialized, .timeLimit(.minutes(2))) struct UpdateTests {
    @Test func getUpdates_givesWhatPeopleWrite_withTheImplicitReply() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            _ = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "from the bot""#)
            try running.simulator.change { group throws(APIError) in
                _ = try group.write("/close now", in: topic, by: .named("Olga"))
                _ = try group.write("in General", by: .anonymousAdmin(title: "Lead"))
                _ = try group.write("a bot's", in: topic, by: .bot("other_bot"))
            }
            let updates = try await running.updates()
            #expect(updates.count == 3, "the topic's announcement and what two people wrote")
            let ids = updates.compactMap { $0["update_id"]?.int }
            #expect(ids == Array(ids[0]...(ids[0] + 2)))
            let first = try #require(updates[1]["message"])
            #expect(first["from"]?["first_name"]?.string == "Olga")
            #expect(first["reply_to_message"]?["message_id"]?.int == topic)
            #expect(first["is_topic_message"]?.bool == true)
            #expect(first["entities"]?[0]?["type"]?.string == "bot_command")
            #expect(first["entities"]?[0]?["length"]?.int == 6)
            let second = try #require(updates[2]["message"])
            #expect(second["from"]?["id"]?.int == 1_087_968_824)
            #expect(second["sender_chat"]?["id"]?.int == RunningSimulator.chat)
            #expect(second["author_signature"]?.string == "Lead")
            #expect(second["message_thread_id"] == nil)
        }
    }

    @Test func getUpdates_forgetsWhatIsConfirmed() async throws {
        try await RunningSimulator.with { running in
            try running.simulator.change { group throws(APIError) in
                for number in 0..<5 { _ = try group.write("\(number)", by: .named("Olga")) }
            }
            let all = try await running.updates()
            #expect(try await running.updates(#""limit": 2"#).count == 2)
            let third = try #require(all[2]["update_id"]?.int)
            #expect(try await running.updates(#""offset": \#(third)"#).count == 3)
            #expect(try await running.updates(#""offset": -1"#).first?["message"]?["text"]?.string == "4")
            #expect(try await running.updates().count == 1, "a negative offset forgets what is before it")
            #expect(try await running.updates(#""offset": \#(third + 3)"#).isEmpty)
            #expect(running.simulator.group.pendingUpdates.isEmpty)
        }
    }

    @Test func getUpdates_canGiveAReactionBeforeItsMessage() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.updates(#""allowed_updates": ["message", "message_reaction"]"#)
            let reply = try await running.client.post("/simulator/reverse", #"{"count": 2}"#)
            #expect(reply.status == 200)
            let message = try running.simulator.change { group throws(APIError) in
                try group.write("a", by: .named("Olga"))
            }
            #expect(try await running.updates().isEmpty)
            try running.simulator.change { group throws(APIError) in
                try group.react(to: message.id, with: "👍", by: .named("Max"))
                _ = try group.write("b", by: .named("Olga"))
            }
            let updates = try await running.updates()
            #expect(updates.map { $0.names.first } == ["message_reaction", "message", "message"])
            #expect(updates.last?["message"]?["text"]?.string == "b")
            let ids = updates.compactMap { $0["update_id"]?.int }
            #expect(ids == ids.sorted())
        }
    }

    @Test func getUpdates_waitsForTheNextUpdate() async throws {
        try await RunningSimulator.with { running in
            async let waiting = running.updates(#""timeout": 50"#)
            try await eventually { running.simulator.group.calls.contains { $0.method == "getUpdates" } }
            try running.simulator.change { group throws(APIError) in _ = try group.write("a", by: .named("Olga")) }
            #expect(try await waiting.count == 1)
        }
    }

    @Test func getUpdates_endsTheOlderOfTwoCalls() async throws {
        try await RunningSimulator.with { running in
            async let older = running.call("getUpdates", #""timeout": 50"#)
            try await eventually { running.simulator.group.calls.count == 1 }
            let other = try APIClient(port: running.port)
            async let newer = other.post(running.path("getUpdates"), #"{"timeout": 50}"#)
            let ended = try await older
            #expect(ended.status == 409)
            #expect(
                try ended.json["description"]?.string
                    == "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
            running.simulator.change { $0.inject("message", ["message_id": 7]) }
            #expect(try await newer.json["result"]?.elements.count == 1)
        }
    }

    @Test func getUpdates_isRefused_whileThereIsAWebhook() async throws {
        try await RunningSimulator.with(deliver: { _, _, _ in .failed("Connection refused") }) { running in
            async let waiting = running.call("getUpdates", #""timeout": 50"#)
            try await eventually { running.simulator.group.calls.count == 1 }
            let other = try APIClient(port: running.port)
            _ = try await other.post(running.path("setWebhook"), #"{"url": "http://desk.test/"}"#)
            #expect(try await waiting.json["description"]?.string == "Conflict: terminated by setWebhook request")
            let refused = try await running.call("getUpdates")
            #expect(refused.status == 409)
            #expect(
                try refused.json["description"]?.string
                    == "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                    + "the webhook first")
            _ = try await running.result("deleteWebhook")
            #expect(try await running.call("getUpdates").status == 200)
        }
    }

    @Test func allowedUpdates_stickUntilTheNextTime() async throws {
        try await RunningSimulator.with { running in
            let message = try running.simulator.change { group throws(APIError) in
                let message = try group.write("a", by: .named("Olga"))
                try group.react(to: message.id, with: "👍", by: .named("Max"))
                return message
            }
            #expect(try await running.updates(#""allowed_updates": ["message_reaction"]"#).count == 1)
            try running.simulator.change { group throws(APIError) in
                try group.react(to: message.id, with: nil, by: .named("Max"))
                try group.edit(message.id, to: "b")
            }
            let reaction = try #require(try await running.updates().last?["message_reaction"])
            #expect(reaction["old_reaction"]?[0]?["emoji"]?.string == "👍")
            #expect(reaction["new_reaction"]?.elements.isEmpty == true)
            #expect(reaction["message_thread_id"] == nil)
            _ = try await running.updates(#""allowed_updates": []"#)
            try running.simulator.change { group throws(APIError) in try group.edit(message.id, to: "c") }
            #expect(try await running.updates().last?["edited_message"]?["text"]?.string == "c")
        }
    }
}
