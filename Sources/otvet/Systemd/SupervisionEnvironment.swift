/// What systemd says to a service by its environment (sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3)).
struct SupervisionEnvironment: Equatable {
    /// The first descriptor that systemd passes.
    private static let firstSocket: Int32 = 3
    /// More sockets than a unit lists.
    private static let mostSockets: Int32 = 64

    /// The descriptors of the sockets that were passed.
    let sockets: Range<Int32>
    let notifySocket: NotifySocket?
    let patience: Duration?

    /// - Parameters:
    ///   - process: This process: what was meant for another, which has started this one, is left alone.
    ///   - variable: Finds a variable of the environment.
    init(process: Int32, _ variable: (String) -> String?) {
        let isMeant = variable("LISTEN_PID").flatMap { Int32($0) } == process
        let count = isMeant ? variable("LISTEN_FDS").flatMap { Int32($0) } ?? 0 : 0
        sockets = Self.firstSocket..<(Self.firstSocket + min(max(0, count), Self.mostSockets))
        notifySocket = NotifySocket(path: variable("NOTIFY_SOCKET"))
        let isWatched = variable("WATCHDOG_PID").map { Int32($0) == process } ?? true
        let microseconds = isWatched ? variable("WATCHDOG_USEC").flatMap { Int64($0) } : nil
        patience = microseconds.flatMap { $0 > 0 ? .microseconds($0) : nil }
    }
}
