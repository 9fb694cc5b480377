import Desk
import Domain
import Logging
import ServiceLifecycle
import Telegram

/// Works off the outbox. Told to stop, it finishes the post under way if that takes no longer than `patience`: given up
/// in the middle it might be doubled.
struct DeliveryService: Service {
    static let patience = Duration.seconds(2)

    let worker: DeliveryWorker

    func run() async throws {
        await withTaskGroup { group in
            group.addTask {
                await withGracefulShutdownHandler {
                    await worker.run()
                } onGracefulShutdown: {
                    worker.stop()
                }
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: Self.patience)  // ends early if the worker has ended
                if !Task.isCancelled {
                    Logger(label: "Telegram").error("a post is given up: the program stops, Telegram is silent")
                }
            }
            await group.next()
            group.cancelAll()
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
    /// How often it is looked whether a webhook that was set up is still there.
    static let webhookCheck = Duration.seconds(60)

    let desk: Desk
    let bot: BotClient
    let intake: Intake
    /// Whether a webhook that was set up through this program stays, and makes polling unnecessary.
    let keepsWebhook: Bool

    func run() async throws {
        let log = Logger(label: "Telegram")
        let poller = UpdatePoller(client: bot) { report in
            switch report {
            case .failed(let error, let wait):
                desk.noteUpdates(error)
                log.error("polling failed", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
            case .notHandled(let error, let wait):
                log.error("updates not kept", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
            case .recovered:
                desk.noteUpdates(nil)
                log.notice("polling works again")
            }
        }
        await cancelWhenGracefulShutdown { await poll(poller, log) }
    }

    /// Polls until cancelled. A webhook that is set is removed, unless it is one to be kept; a token that is refused is
    /// tried again now and then, because it may be this program's configuration that is being repaired.
    private func poll(_ poller: UpdatePoller, _ log: Logger) async {
        // Another program may set its webhook again each time.
        var backoff = UpdatePoller.backoff
        while !Task.isCancelled {
            do {
                if keepsWebhook, try await desk.hasOwnWebhook(of: bot) {
                    log.info("updates come by webhook")
                    desk.noteUpdates(nil)
                    try? await Task.sleep(for: Self.webhookCheck)  // ends early only with the task
                    continue
                }
                try await desk.endWebhook(of: bot)
                desk.noteUpdates(nil)
                try await poller.run { try await intake.keep($0) }
            } catch {
                guard error != .cancelled else { return }
                desk.noteUpdates(error)
                let wait = backoff.failed(error)
                log.error("polling stopped", metadata: ["error": "\(error)", "wait": "\(wait.inSeconds)"])
                try? await Task.sleep(for: wait)  // ends early only with the task
            }
        }
    }
}

/// Asks Telegram whether what it sends to the webhook arrives.
struct WebhookWatchService: Service {
    static let interval = Duration.seconds(60)

    let desk: Desk
    let bot: BotClient
    /// Whether nothing else brings updates.
    let isOnlyWay: Bool

    func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }

    private func watch() async {
        while !Task.isCancelled {
            do {
                let info = try await bot.getWebhookInfo()
                if isOnlyWay { desk.noteUpdates(nil) }
                desk.noteWebhook(info, isWanted: isOnlyWay, now: Timestamp.now().milliseconds / 1000)
            } catch {
                if isOnlyWay { desk.noteUpdates(error) }
            }
            try? await Task.sleep(for: Self.interval)  // ends early only with the task
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

/// Archives closed tickets when their time has come.
struct ArchivingService: Service {
    let archivist: Archivist

    func run() async throws {
        await cancelWhenGracefulShutdown { await archivist.run() }
    }
}

/// Takes what is said into the search.
struct IndexingService: Service {
    let indexer: SearchIndexer

    func run() async throws {
        await cancelWhenGracefulShutdown { await indexer.run() }
    }
}
