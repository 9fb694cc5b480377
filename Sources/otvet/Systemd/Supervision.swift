import Glibc
import HTTPEngine

/// What systemd gives to a service that it starts. Empty if somebody else started the program.
struct Supervision: Sendable {
    /// Sockets that systemd listens on. They stay open while the program restarts, so that no connection is refused.
    var listeners: [Listener] = []
    var notifySocket: NotifySocket?
    /// After so long without a sign of life systemd ends the program and starts it again.
    var patience: Duration?

    /// Takes over what this process was given.
    ///
    /// - Throws: ``StartupError/unusableSocket(_:)``
    static func take() throws(StartupError) -> Supervision {
        let environment = SupervisionEnvironment(process: getpid()) { getenv($0).map { String(cString: $0) } }
        var supervision = Supervision()
        supervision.notifySocket = environment.notifySocket
        supervision.patience = environment.patience
        for descriptor in environment.sockets {
            do {
                supervision.listeners.append(try Listener(adopting: descriptor))
            } catch {
                throw .unusableSocket(descriptor)
            }
        }
        return supervision
    }

    /// The services that tell systemd how the program is. They stop first.
    ///
    /// - Parameter examine: Ends when every part that must work has answered.
    func services(_ examine: @escaping @Sendable () async -> Void) -> [any NamedService] {
        guard let notifySocket else { return [] }
        var services: [any NamedService] = []
        if let patience {
            let watchdog = Watchdog(socket: notifySocket, patience: patience, examine: examine)
            services.append(BackgroundService("watchdog", watchdog.run))
        }
        return services + [StopNotice(socket: notifySocket)]
    }
}
