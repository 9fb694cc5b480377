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
}
