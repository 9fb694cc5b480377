import TelegramSimulator
import TestSupport
import Testing

/// What a bot is told of its own place in the group.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MembershipTests {
    @Test func bot_isToldOfItsRights_onceTheyChange() async throws {
        try await RunningSimulator.with { running in
            var rights = Rights()
            running.simulator.change { $0.grant(rights) }
            rights.manageTopics = false
            running.simulator.change { $0.grant(rights, by: .named("Olga")) }
            let updates = try await running.updates()
            #expect(updates.count == 1)
            let change = try #require(updates.first?["my_chat_member"])
            #expect(change["from"]?["first_name"]?.string == "Olga")
            #expect(change["old_chat_member"]?["can_manage_topics"]?.bool == true)
            #expect(change["new_chat_member"]?["can_manage_topics"]?.bool == false)
        }
    }

    @Test func bot_hearsAndDoesNothing_whileItIsKicked() async throws {
        try await RunningSimulator.with { running in
            #expect(try await running.client.post("/simulator/dismiss", "{}").status == 200)
            try running.simulator.change { group throws(APIError) in
                let message = try group.write("a", by: .named("Olga"))
                try group.edit(message.id, to: "b")
            }
            for (method, members) in [("sendMessage", #""text": "a""#), ("getChat", "")] {
                let reply = try await running.call(method, members)
                #expect(reply.status == 403)
                #expect(
                    try reply.json["description"]?.string == "Forbidden: bot was kicked from the supergroup chat")
            }
            #expect(try await running.client.post("/simulator/readmit", "{}").status == 200)
            _ = try await running.result("sendMessage", #""text": "a""#)
            let statuses = try await running.updates().map {
                $0["my_chat_member"]?["new_chat_member"]?["status"]?.string
            }
            #expect(statuses == ["kicked", "administrator"])
        }
    }
}
