import Logging
public import Telegram

/// Fetches updates from Telegram by polling.
public struct Polling: Sendable {
    /// How often to check whether a webhook is still set.
    public static let webhookCheck = Duration.seconds(60)

    private let relay: Relay
    private let bot: BotClient
    private let intake: Intake
    private let keepsWebhook: Bool
    private let webhookCheck: Duration

    /// - Parameters:
    ///   - keepsWebhook: Whether a webhook that was set through this program stays and makes polling unnecessary.
    ///   - webhookCheck: How often to check whether it is still set.
    public init(
        relay: Relay, bot: BotClient, intake: Intake, keepsWebhook: Bool, webhookCheck: Duration = Self.webhookCheck
    ) {
        self.relay = relay
        self.bot = bot
        self.intake = intake
        self.keepsWebhook = keepsWebhook
        self.webhookCheck = webhookCheck
    }

    /// Polls until the task is cancelled. A webhook that is set is removed, unless it is to be kept. A refused token is
    /// tried again from time to time, because somebody may repair it.
    public func run() async {
        let poller = UpdatePoller(client: bot) { [relay] in Self.note($0, relay) }
        // Grows if another program sets its webhook again each time.
        var backoff = UpdatePoller.backoff
        while !Task.isCancelled {
            do {
                if keepsWebhook, try await relay.hasOwnWebhook(of: bot) {
                    Log.telegram.info("updates come by webhook")
                    relay.isPolling = false
                    relay.noteUpdates(nil)
                    try? await Task.sleep(for: webhookCheck)  // ends early only if the task is cancelled
                    continue
                }
                relay.isPolling = true
                try await relay.endWebhook(of: bot)
                relay.noteUpdates(nil)
                try await poller.run { try await intake.keep($0) }
            } catch {
                guard error != .cancelled else { return }
                relay.noteUpdates(error)
                let wait = backoff.failed(error)
                Log.telegram.error("polling stopped", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
                try? await Task.sleep(for: wait)  // ends early only if the task is cancelled
            }
        }
    }

    private static func note(_ report: UpdatePoller.Report, _ relay: Relay) {
        switch report {
        case .failed(let error, let wait):
            relay.noteUpdates(error)
            Log.telegram.error("polling failed", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
        case .notHandled(let error, let wait):
            Log.telegram.error("updates not kept", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
        case .recovered:
            relay.noteUpdates(nil)
            Log.telegram.notice("polling works again")
        }
    }
}
