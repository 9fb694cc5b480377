/// Decides when to ping a silent peer, and when to give it up. A state machine: it is
/// told of bytes and of time passing.
struct Heartbeat {
    enum Action { case ping, giveUp }

    private let pingInterval: Duration
    private let pongTimeout: Duration
    private var isPinging = false

    init(limits: WebSocketLimits) {
        pingInterval = limits.pingInterval
        pongTimeout = limits.pongTimeout
    }

    /// The silence after which ``timedOut()`` is to be called.
    var patience: Duration { isPinging ? pongTimeout : pingInterval }

    /// Any bytes from the peer prove that it is alive, not only a pong.
    mutating func heard() { isPinging = false }

    mutating func timedOut() -> Action {
        guard !isPinging else { return .giveUp }
        isPinging = true
        return .ping
    }
}
