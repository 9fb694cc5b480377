import TelegramSimulator
import TestSupport
import Testing

/// What ails the way to Telegram, as the metrics tell it.
@Suite(.timeLimit(.minutes(2))) struct SignalTests {
    struct Trouble: Sendable, CustomTestStringConvertible {
        let signal: String
        let fault: Fault.Kind
        /// Whether the program notices within seconds that it has passed.
        var passes = true
        var testDescription: String { "\(signal): \(fault)" }
    }

    @Test(arguments: [
        Trouble(
            signal: "telegram_conflict",
            fault: .error(
                APIError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
                ))),
        Trouble(signal: "telegram_unauthorized", fault: .error(APIError(401, "Unauthorized")), passes: false),
        Trouble(signal: "telegram_unreachable", fault: .page(status: 502)),
        Trouble(signal: "telegram_unreachable", fault: .page(status: 401)),
        Trouble(signal: "telegram_unreachable", fault: .page(status: 409)),
    ])
    func troubleWithUpdates_isASignal_untilItHasPassed(trouble: Trouble) async throws {
        let fixture = try TelegramFixture()
        fixture.telegram.change { $0.add(Fault(trouble.fault, method: "getUpdates", count: .max)) }
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        func isOn() async throws -> Bool {
            try await client.get("/metrics", token: TelegramFixture.adminToken).text.contains(
                "otvet_signal{name=\"\(trouble.signal)\"} 1\n")
        }
        try await eventually { try await isOn() }
        #expect(try await client.get("/readyz").text.contains("but \(trouble.signal)"))
        fixture.telegram.change { $0.endFaults() }
        if trouble.passes { try await eventually { try await !isOn() } }
    }

    /// As after somebody else has taken the webhook away.
    @Test func webhookThatIsNotThere_isASignal() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "webhook")
        let client = try APIClient(port: program.port)
        try await eventually {
            try await client.get("/metrics", token: TelegramFixture.adminToken).text.contains(
                "otvet_signal{name=\"webhook_failing\"} 1\n")
        }
    }
}
