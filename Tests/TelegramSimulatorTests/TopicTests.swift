import TelegramSimulator
import TestSupport
import Testing

/// The life of a topic.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TopicTests {
    @Test func createForumTopic_givesTheIDOfTheMessageThatAnnouncesIt() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic(#"  Ann\nbilling "#)
            let update = try #require(try await running.updates().first?["message"])
            #expect(update["message_id"]?.int == topic)
            #expect(update["message_thread_id"]?.int == topic)
            #expect(update["forum_topic_created"]?["name"]?.string == "Ann billing")
            #expect(update["from"]?["id"]?.int == running.simulator.configuration.botID)
        }
    }

    @Test func createForumTopic_cutsALongName() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic(String(repeating: "é", count: 200))
            #expect(running.simulator.group.topics[topic]?.name.count == 128)
        }
    }

    @Test func topic_livesItsLife_andTellsTheBotOfEachStep() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let thread = #""message_thread_id": \#(topic)"#
            for (method, more) in [
                ("editForumTopic", #", "name": "Ann, billing""#),
                ("editForumTopic", #", "icon_custom_emoji_id": "5237699328843200968""#),
                ("closeForumTopic", ""), ("reopenForumTopic", ""),
            ] {
                #expect(try await running.result(method, thread + more).bool == true)
            }
            #expect(try await running.result("editForumTopic", thread).bool == true, "nothing to change")
            let kinds = try await running.updates().compactMap { update in
                update["message"]?.names.first { $0.hasPrefix("forum_topic") }
            }
            #expect(
                kinds == [
                    "forum_topic_created", "forum_topic_edited", "forum_topic_edited", "forum_topic_closed",
                    "forum_topic_reopened",
                ])
            #expect(running.simulator.group.topics[topic]?.name == "Ann, billing")
        }
    }

    @Test func deletedTopic_isNoticedByTheSecondPost() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            try running.simulator.change { group throws(APIError) in try group.deleteTopic(topic) }
            let members = #""message_thread_id": \#(topic), "text": "a""#
            for description in ["TOPIC_DELETED", "message thread not found", "message thread not found"] {
                let reply = try await running.call("sendMessage", members)
                #expect(try reply.json["description"]?.string == "Bad Request: " + description)
            }
            #expect(try await running.updates().count == 1, "a deletion is no update")
            #expect(try await running.result("sendChatAction", #""action": "typing", \#(members)"#).bool == true)
        }
    }

    @Test func closedTopic_takesPostsOfItsCreator_andOfNoOtherWithoutTheRight() async throws {
        try await RunningSimulator.with { running in
            let own = try await running.topic()
            let other = try running.simulator.change { group throws(APIError) in
                let other = try group.createTopic("By hand", by: .named("Olga")).threadID
                try group.closeTopic(own, by: .named("Olga"))
                try group.closeTopic(other, by: .named("Olga"))
                var rights = Rights()
                rights.manageTopics = false
                group.grant(rights)
                return other
            }
            #expect(try await running.call("sendMessage", #""message_thread_id": \#(own), "text": "a""#).status == 200)
            let refused = try await running.call("sendMessage", #""message_thread_id": \#(other), "text": "a""#)
            #expect(try refused.json["description"]?.string == "Bad Request: TOPIC_CLOSED")
        }
    }

    @Test func group_ignoresThreadIDs_whenItIsNoForum() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            running.simulator.change { $0.setForum(false) }
            let message = try await running.result("sendMessage", #""message_thread_id": \#(topic), "text": "a""#)
            #expect(message["message_thread_id"] == nil)
            let refused = try await running.call("createForumTopic", #""name": "a""#)
            #expect(try refused.json["description"]?.string == "Bad Request: the chat is not a forum")
        }
    }
}
