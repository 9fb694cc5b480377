import Dispatch
import Glibc
import Logging

/// Handles signals which by default would end the process: SIGHUP reloads the settings, and about the others a line in the
/// log says that nothing is done.
final class SignalNotices {
    private let sources: [any DispatchSourceSignal]

    init(_ reload: Reload) {
        let queue = DispatchQueue(label: "otvet.signals")
        let isInTerminal = isatty(STDIN_FILENO) == 1
        let signals = [(SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2")]
        sources = signals.map { number, name in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number != SIGHUP {
                    Logger(label: "Otvet").warning(
                        "nothing is done about a signal; SIGHUP reloads the settings", metadata: ["signal": "\(name)"])
                } else if isInTerminal, isatty(STDIN_FILENO) == 0 {
                    // The terminal was closed. Whoever started the program there expects it to end.
                    kill(getpid(), SIGTERM)
                } else {
                    reload.run()
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
