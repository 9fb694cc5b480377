import Dispatch
import Glibc
import Logging

/// Ends the process if a stop takes too long. It has a queue of its own, so it works even if everything else hangs.
///
/// Nothing is lost: accepted messages are on the disk, and the next start recovers as after any crash.
final class ShutdownDeadline {
    /// Containers are killed after ten seconds without a warning.
    static let limit = Duration.seconds(8)

    private let sources: [any DispatchSourceSignal]

    init(_ running: RunningServices) {
        let queue = DispatchQueue(label: "otvet.stop")
        sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                queue.asyncAfter(deadline: .now() + .seconds(Int(Self.limit.components.seconds))) {
                    Self.giveUp(running.present)
                }
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    private static func giveUp(_ names: [String]) -> Never {
        Logger(label: "Otvet").error(
            "not stopped in time; the process ends all the same", metadata: ["stillRunning": "\(names)"])
        LogWriter.standardError.flush(within: .milliseconds(200))
        _exit(EXIT_FAILURE)
    }
}
