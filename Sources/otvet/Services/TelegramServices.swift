import Desk
import Logging
import ServiceLifecycle
import Telegram

/// Works off the outbox. Told to stop, it finishes the post under way: given up in the middle it might be doubled.
struct DeliveryService: Service {
    let worker: DeliveryWorker

    func run() async throws {
        await withGracefulShutdownHandler {
            await worker.run()
        } onGracefulShutdown: {
            worker.stop()
        }
    }
}

/// Understands what Telegram said.
struct IntakeService: Service {
    let intake: Intake

    func run() async throws {
        await cancelWhenGracefulShutdown { await intake.run() }
    }
}

/// Asks Telegram for updates.
struct PollingService: Service {
    let bot: BotClient
    let intake: Intake

    func run() async throws {
        let log = Logger(label: "Telegram")
        let poller = UpdatePoller(bot: bot) { updates in
            try await intake.keep(updates)
        } report: { error in
            log.error("polling", metadata: ["error": "\(error)"])
        }
        await cancelWhenGracefulShutdown { await poller.run() }
    }
}

/// Removes what nobody needs any more.
struct JanitorService: Service {
    let janitor: Janitor

    func run() async throws {
        await cancelWhenGracefulShutdown { await janitor.run() }
    }
}
