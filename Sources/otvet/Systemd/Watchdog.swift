/// Tells systemd again and again that the program works, as long as it does.
struct Watchdog {
    let socket: NotifySocket
    /// How long systemd waits for a sign.
    let patience: Duration
    /// Ends when every part that must work has answered. If one hangs, there is no further sign.
    let examine: @Sendable () async -> Void

    /// Three signs in the time in which one is needed: a busy machine may delay two.
    func run() async {
        while !Task.isCancelled {
            await examine()
            socket.send(.alive)
            try? await Task.sleep(for: patience / 3)  // ends early when the program stops
        }
    }
}
