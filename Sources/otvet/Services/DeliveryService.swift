import Logging
import Relay
import ServiceLifecycle

/// Works off the outbox. Told to stop, it finishes the post under way if that takes no longer than `patience`: given up
/// in the middle it might be doubled.
struct DeliveryService: NamedService {
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
