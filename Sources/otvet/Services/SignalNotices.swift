import Dispatch
import Glibc
import Logging

/// Handles signals on which other programs reload their settings, and which by default would end the process. A line in
/// the log says that nothing is done: settings are read at the start only.
final class SignalNotices {
    private let sources: [any DispatchSourceSignal]

    init() {
        let queue = DispatchQueue(label: "otvet.signals")
        let isInTerminal = isatty(STDIN_FILENO) == 1
        let signals = [(SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2")]
        sources = signals.map { number, name in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // The terminal was closed. Whoever started the program there expects it to end.
                if number == SIGHUP, isInTerminal, isatty(STDIN_FILENO) == 0 {
                    kill(getpid(), SIGTERM)
                } else {
                    Logger(label: "Otvet").warning(
                        "nothing is done about a signal; settings are read at the start only",
                        metadata: ["signal": "\(name)"])
                }
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
