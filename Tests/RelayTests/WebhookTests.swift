import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(2))) struct WebhookTests {
    @Test func anotherProgramsWebhook_isRemoved_andReportedOnceByItsHostAlone() async throws {
        try await RelayFixture.run(polls: false) { fixture in
            try await fixture.endWebhook()
            #expect(fixture.general.isEmpty && fixture.relay.foreignWebhook == nil)
            for _ in 1...3 {
                try await fixture.setWebhook("https://name:password@other.example:8443/secret?key=hidden")
                try await fixture.endWebhook()
            }
            #expect(fixture.relay.foreignWebhook == "other.example:8443")
            let said = fixture.general.compactMap(\.text)
            #expect(said.count == 1 && said.first?.contains("went to other.example:8443 until now") == true)
            #expect(!said.joined().contains("password") && !said.joined().contains("secret"))
        }
    }

    @Test func ownWebhook_isRemovedWithoutAWord() async throws {
        try await RelayFixture.run(polls: false) { fixture in
            try await fixture.setUpOwnWebhook("https://desk.example/api/telegram/webhook")
            try await fixture.endWebhook()
            #expect(fixture.general.isEmpty && fixture.relay.foreignWebhook == nil)
        }
    }

    /// As after somebody else has taken it away.
    @Test func ownWebhookThatIsGone_isReplacedByPolling() async throws {
        try await RelayFixture.run(polls: false) { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            try await fixture.setUpOwnWebhook("https://desk.example/api/telegram/webhook")
            try await fixture.polling(webhookCheck: .milliseconds(50)) {
                try await eventually {
                    fixture.telegram.group.calls.contains { $0.method == "getWebhookInfo" }
                }
                #expect(!fixture.telegram.group.calls.contains { $0.method == "getUpdates" })
                try await fixture.deleteWebhook()
                let topic = try fixture.topic
                _ = try fixture.telegram.change { try $0.write("answer", in: topic, by: .named("Olga")) }
                try await eventually {
                    let history = try? fixture.desk.conversation(of: visitor, before: nil, limit: 50).history
                    return history?.messages.last?.text == "answer"
                }
            }
        }
    }
}
