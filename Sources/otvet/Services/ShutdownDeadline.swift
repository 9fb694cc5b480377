import Dispatch
import Glibc
import Logging

/// Ends the process when a stop takes too long. On a queue of its own: it works also if everything else hangs.
///
/// Nothing is lost by it: what was accepted is on the disk, and the next start finds the folder as after any crash.
final class ShutdownDeadline {
    /// Containers are killed after ten seconds, without a word.
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
