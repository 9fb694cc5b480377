import Desk
import Domain
import HTTPEngine
import Store
import Synchronization

/// When new visitors' browsers have to solve a challenge.
public enum ChallengeMode: String, Sendable, CaseIterable {
    /// While there are more new visitors than a site has in normal operation.
    case auto
    case on, off
}

/// Decides whether a new visitor gets a session. In normal operation everybody does; during a flood, a visitor's
/// browser has to solve a challenge.
final class ChallengeGate: Sendable {
    /// The most new sessions of the whole site in a minute: a team small enough to answer in one group has no site
    /// where 7,200 visitors open the chat in an hour.
    static let mostSessions = 120
    /// The most conversations begun in a minute: three times what a group in Telegram can take in that time.
    static let mostContacts = 60
    /// The most first contacts that wait for their topic.
    static let mostWaiting = 40
    /// How long challenges are required after the last sign of a flood. Otherwise an attacker would only have to pause.
    static let patience = Duration.seconds(300)
    /// How often the store is asked for the load.
    static let interval = Duration.seconds(5)
    /// The difficulty: a fraction of a second in a browser. Each further bit doubles it, and each
    /// doubling of the load adds a bit.
    static let bits = 16
    static let mostBits = 19
    /// The most solutions remembered, each until its challenge expires. Beyond it no new visitor is let in until some
    /// expire. So many in two minutes are more than this program could serve.
    static let mostSpent = 100_000

    private struct State {
        var mode: ChallengeMode
        /// The present minute, and the attempts to open a session in it and in the one before, refused ones included.
        var minute: Int64 = 0
        var attempts = 0
        var attemptsBefore = 0
        var contacts = FirstContacts(recent: 0, waiting: 0)
        var askedAt: ContinuousClock.Instant?
        var challengingUntil: ContinuousClock.Instant?
        /// Solved challenges, and when each expires.
        var spent: [String: Int64] = [:]
    }

    private let key: [UInt8]
    private let firstContacts: @Sendable () throws -> FirstContacts
    private let state: Mutex<State>

    init(mode: ChallengeMode, key: [UInt8], firstContacts: @escaping @Sendable () throws -> FirstContacts) {
        state = Mutex(State(mode: mode))
        self.key = key
        self.firstContacts = firstContacts
    }

    /// Changes when challenges are required.
    func set(_ mode: ChallengeMode) { state.withLock { $0.mode = mode } }

    /// Whether new visitors have to solve a challenge at present.
    var isChallenging: Bool {
        state.withLock { $0.mode == .on || $0.mode == .auto && $0.challengingUntil.map { $0 > .now } ?? false }
    }

    /// Lets a new visitor in, or throws the challenge that their browser has to solve first.
    ///
    /// - Parameters:
    ///   - answer: The browser's answer: an earlier challenge, and the number that solves it.
    ///   - time: In seconds since 1970.
    /// - Throws: ``ChallengeRequired``
    func admit(
        _ answer: ChallengeAnswer?, from network: IPNetwork, now: ContinuousClock.Instant = .now,
        time: Int64 = Timestamp.now().milliseconds / 1000
    ) throws {
        try state.withLock { state in
            guard state.mode != .off else { return }
            let load = count(&state, now, time)
            if load >= 1 { state.challengingUntil = now + Self.patience }
            guard state.mode == .on || state.challengingUntil.map({ $0 > now }) ?? false else { return }
            if let answer, spend(answer, network, time, &state) { return }
            var bits = Self.bits
            while bits < Self.mostBits, load >= Double(1 << (bits - Self.bits + 1)) { bits += 1 }
            let expiresAt = time + Challenge.lifetime.components.seconds
            throw ChallengeRequired(
                challenge: Challenge(bits: bits, expiresAt: expiresAt, for: network, key: key))
        }
    }

    /// The load as a multiple of the highest normal one.
    private func count(_ state: inout State, _ now: ContinuousClock.Instant, _ time: Int64) -> Double {
        let minute = time / 60
        if minute != state.minute {
            state.attemptsBefore = minute == state.minute + 1 ? state.attempts : 0
            (state.minute, state.attempts) = (minute, 0)
        }
        state.attempts += 1
        if state.askedAt.map({ $0 + Self.interval <= now }) ?? true {
            state.askedAt = now
            // While the store does not answer, its last answer is used.
            if let contacts = try? firstContacts() { state.contacts = contacts }
        }
        let earlier = Double(state.attemptsBefore) * Double(60 - time % 60) / 60
        return max(
            (Double(state.attempts) + earlier) / Double(Self.mostSessions),
            Double(state.contacts.recent) / Double(Self.mostContacts),
            Double(state.contacts.waiting) / Double(Self.mostWaiting))
    }

    /// Whether the answer is right, in time, and was not used before. Marks it as used.
    private func spend(_ answer: ChallengeAnswer, _ network: IPNetwork, _ time: Int64, _ state: inout State) -> Bool {
        guard let challenge = Challenge(answer.text, from: network, key: key), challenge.expiresAt > time,
            challenge.isMet(by: answer.solution), state.spent[challenge.text] == nil
        else { return false }
        if state.spent.count >= Self.mostSpent {
            state.spent = state.spent.filter { $0.value > time }
            guard state.spent.count < Self.mostSpent else { return false }
        }
        state.spent[challenge.text] = challenge.expiresAt
        return true
    }
}
