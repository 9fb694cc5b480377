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

/// Offers the commands in the group, once.
struct IntroductionService: Service {
    let desk: Desk
    let bot: BotClient

    func run() async throws {
        await cancelWhenGracefulShutdown { await desk.introduce(bot) }
        try await gracefulShutdown()
    }
}

/// Lets members of the group into the panel.
struct SignInService: Service {
    let worker: SignInWorker

    func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
        try await gracefulShutdown()
    }
}

/// Understands what Telegram said.
struct IntakeService: Service {
    let intake: Intake

    func run() async throws {
        await cancelWhenGracefulShutdown { await intake.run() }
    }
}

/// Fetches the files that staff send.
struct FetchingService: Service {
    let fetcher: FileFetcher

    func run() async throws {
        await cancelWhenGracefulShutdown { await fetcher.run() }
    }
}

/// Asks Telegram for updates.
struct PollingService: Service {
    let desk: Desk
    let bot: BotClient
    let intake: Intake

    func run() async throws {
        let log = Logger(label: "Telegram")
        let poller = UpdatePoller(client: bot) { report in
            switch report {
            case .failed(let error, let wait):
                log.error("polling failed", metadata: ["error": "\(error)", "wait": "\(wait)"])
            case .notHandled(let error, let wait):
                log.error("updates not kept", metadata: ["error": "\(error)", "wait": "\(wait)"])
            case .recovered: log.notice("polling works again")
            }
        }
        await cancelWhenGracefulShutdown { await poll(poller, log) }
    }

    /// Polls until cancelled. A webhook that is set is removed, since polling was chosen; a token that is refused is
    /// tried again now and then, because it may be this program's configuration that is being repaired.
    private func poll(_ poller: UpdatePoller, _ log: Logger) async {
        // Another program may set its webhook again each time.
        var backoff = Backoff()
        while !Task.isCancelled {
            do {
                try await desk.endWebhook(of: bot)
                try await poller.run { try await intake.keep($0) }
            } catch {
                log.error("polling stopped", metadata: ["error": "\(error)"])
                let pause = error == .conflict(.webhookIsSet) ? backoff.failed() : .seconds(60)
                try? await Task.sleep(for: pause)  // ends early only with the task
            }
        }
    }
}

/// Reminds the staff of who waits.
struct ReminderService: Service {
    let reminders: Reminders

    func run() async throws {
        await cancelWhenGracefulShutdown { await reminders.run() }
    }
}

/// Removes what nobody needs any more.
struct JanitorService: Service {
    let janitor: Janitor

    func run() async throws {
        await cancelWhenGracefulShutdown { await janitor.run() }
    }
}
