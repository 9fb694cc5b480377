import Domain
import Synchronization

/// What is known of the team's hours. Almost every answer to a visitor says something of them, so they are not read anew
/// each time.
final class KnownHours: Sendable {
    struct Reading: Sendable {
        let hours: TeamHours
        /// Nil while the hours are off, or the system does not know their zone.
        let times: OpeningTimes?
        /// How long an answer usually takes, without what Telegram adds.
        let answersIn: Duration?
        /// How far Telegram is behind.
        let lag: Duration
        let readAt: Timestamp
    }

    /// For how long a reading holds. Only the usual wait changes without a verb, and the rules of a zone with an update of
    /// the system.
    private static let lifetime = Duration.seconds(60)

    private struct State {
        var reading: Reading?
        /// How often the hours were set, so that what was read before is not kept after.
        var version = 0
    }

    private let state = Mutex(State())

    /// Notes that the hours in the store have changed.
    func renew() {
        state.withLock { state in
            state.reading = nil
            state.version += 1
        }
    }

    func reading(at now: Timestamp, read: () throws -> Reading) rethrows -> Reading {
        let (known, version) = state.withLock { ($0.reading, $0.version) }
        if let known, (.zero...Self.lifetime).contains(known.readAt.duration(to: now)) { return known }
        let reading = try read()
        state.withLock { state in
            if state.version == version { state.reading = reading }
        }
        return reading
    }
}
