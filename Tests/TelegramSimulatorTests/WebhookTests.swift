import HTTPEngine
import HTTPTypes
import Synchronization
import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct WebhookTests {
    /// What a webhook got, and how it answers.
    final class Receiver: Sendable {
        struct Delivery: Sendable {
            var secret: String?
            var text: String
        }
        private let state = Mutex((got: [Delivery](), failures: 0))

        init(failures: Int = 0) { state.withLock { $0.failures = failures } }

        var texts: [String] { state.withLock { $0.got.map(\.text) } }
        var secrets: [String?] { state.withLock { $0.got.map(\.secret) } }

        /// Whether this one fails.
        func take(_ secret: String?, _ body: [UInt8]) -> Bool {
            state.withLock { state in
                let text = APIValue(body)?["message"]?["text"]?.string ?? ""
                state.got.append(Delivery(secret: secret, text: text))
                state.failures -= 1
                return state.failures >= 0
            }
        }

        var deliver: Deliver {
            { _, fields, body in
                let secret = fields.first { $0.name == "X-Telegram-Bot-Api-Secret-Token" }?.value
                return self.take(secret, body)
                    ? .answered(status: 500, reason: "Oops") : .answered(status: 204, reason: "")
            }
        }
    }

    private static var quick: TelegramSimulator.Configuration {
        var configuration = TelegramSimulator.Configuration()
        configuration.webhookFirstWait = .milliseconds(1)
        configuration.webhookLongestWait = .milliseconds(4)
        return configuration
    }

    private func write(_ texts: [String], in simulator: TelegramSimulator) throws {
        try simulator.change { group throws(APIError) in
            for text in texts { _ = try group.write(text, by: .named("Olga")) }
        }
    }

    @Test func webhook_getsUpdatesOverHTTP_withTheSecret() async throws {
        let receiver = Receiver()
        var router = Router()
        let secretName = try #require(HTTPField.Name("X-Telegram-Bot-Api-Secret-Token"))
        router.on(.post, "/tg/{key}", body: .collect(upTo: 65_536)) { (request: Request) -> Response in
            _ = receiver.take(request[secretName], request.body.bytes)
            return Response(.noContent)
        }
        let desk = HTTPServer(configuration: ServerConfiguration(), router: router)
        let port = try desk.start().port
        try await RunningSimulator.with(Self.quick) { running in
            try write(["before"], in: running.simulator)
            let url = "http://127.0.0.1:\(port)/tg/7"
            let set = try await running.call("setWebhook", #""url": "\#(url)", "secret_token": "s_e-C1""#)
            #expect(try set.json["description"]?.string == "Webhook was set")
            try write(["a", "b"], in: running.simulator)
            try await eventually { running.simulator.group.pendingUpdates.isEmpty }
            #expect(receiver.texts == ["before", "a", "b"])
            #expect(receiver.secrets == ["s_e-C1", "s_e-C1", "s_e-C1"])
        }
        await desk.shutdown(within: .milliseconds(100))
    }

    @Test func webhook_isTriedAgain_andTheFailureRecorded() async throws {
        let receiver = Receiver(failures: 2)
        try await RunningSimulator.with(Self.quick, deliver: receiver.deliver) { running in
            _ = try await running.result("setWebhook", #""url": "http://desk.test/""#)
            try write(["a", "b"], in: running.simulator)
            try await eventually { running.simulator.group.pendingUpdates.isEmpty }
            #expect(receiver.texts == ["a", "a", "a", "b"], "nothing overtakes what failed")
            let info = try await running.result("getWebhookInfo")
            #expect(info["last_error_message"]?.string == "Wrong response from the webhook: 500 Oops")
            #expect(info["last_error_date"]?.int != nil)
            #expect(info["pending_update_count"]?.int == 0)
        }
    }

    @Test func webhook_thatIsDown_keepsUpdatesPending() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.result("setWebhook", #""url": "http://127.0.0.1:1/""#)
            try write(["a"], in: running.simulator)
            await running.simulator.wait { $0.lastWebhookError != nil }
            let info = try await running.result("getWebhookInfo")
            #expect(info["last_error_message"]?.string == "Connection refused")
            #expect(info["pending_update_count"]?.int == 1)
        }
    }

    @Test func webhook_getsDuplicatesAndDisorder_whenScripted() async throws {
        let receiver = Receiver()
        try await RunningSimulator.with(Self.quick, deliver: receiver.deliver) { running in
            running.simulator.change { $0.disturbWebhook(duplicated: 1, reversed: 3) }
            _ = try await running.result("setWebhook", #""url": "http://desk.test/""#)
            try write(["a", "b"], in: running.simulator)
            try write(["c", "d"], in: running.simulator)
            try await eventually { running.simulator.group.pendingUpdates.isEmpty }
            #expect(receiver.texts == ["c", "c", "b", "a", "d"])
        }
    }

    @Test func reaction_canArriveBeforeItsMessage() async throws {
        let kinds = Mutex<[String]>([])
        let deliver: Deliver = { _, _, body in
            kinds.withLock { $0 += APIValue(body)?.members?.keys.filter { $0 != "update_id" } ?? [] }
            return .answered(status: 200, reason: "OK")
        }
        try await RunningSimulator.with(Self.quick, deliver: deliver) { running in
            running.simulator.change { $0.disturbWebhook(reversed: 2) }
            _ = try await running.result(
                "setWebhook", #""url": "http://desk.test/", "allowed_updates": ["message", "message_reaction"]"#)
            try running.simulator.change { group throws(APIError) in
                let message = try group.write("Hi", by: .named("Olga"))
                try group.react(to: message.id, with: "👍", by: .named("Max"))
            }
            try await eventually { running.simulator.group.pendingUpdates.isEmpty }
            #expect(kinds.withLock { $0 } == ["message_reaction", "message"])
        }
    }

    @Test func setWebhook_resetsWhatIsLeftOut_butNotTheKinds() async throws {
        try await RunningSimulator.with(deliver: Receiver().deliver) { running in
            let url = #""url": "http://desk.test/""#
            _ = try await running.result(
                "setWebhook", url + #", "max_connections": 7, "allowed_updates": ["message", "unknown"]"#)
            #expect(try await running.result("getWebhookInfo")["max_connections"]?.int == 7)
            let again = try await running.call("setWebhook", url)
            #expect(try again.json["description"]?.string == "Webhook is already set")
            let info = try await running.result("getWebhookInfo")
            #expect(info["max_connections"]?.int == 40)
            #expect(info["allowed_updates"]?.elements.compactMap(\.string) == ["message"])
            let deleted = try await running.call("setWebhook", #""url": """#)
            #expect(try deleted.json["description"]?.string == "Webhook was deleted")
            let empty = try await running.call("deleteWebhook")
            #expect(try empty.json["description"]?.string == "Webhook is already deleted")
        }
    }
}
