import Desk
import Domain
import HTTPEngine
import Store
import Synchronization

/// When new visitors' browsers have to work before they are let in.
public enum ChallengeMode: String, Sendable, CaseIterable {
    /// While more come than come to any site in peace.
    case auto
    case on, off
}

/// Who opens a session: nobody is asked for anything in peace, and everybody for a little work under a flood.
final class ChallengeGate: Sendable {
    /// New sessions of the whole site in a minute: 7,200 an hour open the chat nowhere that few people answer in it.
    static let mostSessions = 120
    /// Conversations begun in a minute: three times what a group of Telegram takes in that time.
    static let mostContacts = 60
    /// First contacts that wait for their topic.
    static let mostWaiting = 40
    /// How long the gate stays shut after the last sign of a flood, or who floods would only have to pause.
    static let patience = Duration.seconds(300)
    /// How often the store is asked for the load.
    static let interval = Duration.seconds(5)
    /// A fraction of a second in a browser; each bit more doubles it, and each doubling of the load adds one.
    static let bits = 16
    static let mostBits = 19
    /// Solutions remembered, each for as long as its challenge is good. Past it nobody new is let in until some expire:
    /// so many in two minutes is more than this program could serve.
    static let mostSpent = 100_000

    private struct State {
        /// Attempts to open a session, refused ones too, in this minute and the one before.
        var minute: Int64 = 0
        var attempts = 0
        var attemptsBefore = 0
        var contacts = FirstContacts(recent: 0, waiting: 0)
        var askedAt: ContinuousClock.Instant?
        var shutUntil: ContinuousClock.Instant?
        /// By challenge, until when it is good.
        var spent: [String: Int64] = [:]
    }

    private let mode: ChallengeMode
    private let key: [UInt8]
    private let firstContacts: @Sendable () throws -> FirstContacts
    private let state = Mutex(State())

    init(mode: ChallengeMode, key: [UInt8], firstContacts: @escaping @Sendable () throws -> FirstContacts) {
        self.mode = mode
        self.key = key
        self.firstContacts = firstContacts
    }

    /// Whether strangers are asked for work now.
    var isShut: Bool { state.withLock { mode == .on || mode == .auto && $0.shutUntil.map { $0 > .now } ?? false } }

    /// Lets a stranger in, or says what their browser has to do first.
    ///
    /// - Parameters:
    ///   - answer: What the browser brings: a challenge of before, and the number that meets it.
    ///   - time: Seconds since 1970.
    /// - Throws: ``ChallengeRequired``
    func admit(
        _ answer: ChallengeAnswer?, from network: IPNetwork, now: ContinuousClock.Instant = .now,
        time: Int64 = Timestamp.now().milliseconds / 1000
    ) throws {
        guard mode != .off else { return }
        try state.withLock { state in
            let load = count(&state, now, time)
            if load >= 1 { state.shutUntil = now + Self.patience }
            guard mode == .on || state.shutUntil.map({ $0 > now }) ?? false else { return }
            if let answer, spend(answer, network, time, &state) { return }
            var bits = Self.bits
            while bits < Self.mostBits, load >= Double(1 << (bits - Self.bits + 1)) { bits += 1 }
            let expiresAt = time + Challenge.lifetime.components.seconds
            throw ChallengeRequired(
                challenge: Challenge(bits: bits, expiresAt: expiresAt, for: network, key: key))
        }
    }

    /// How many times as much comes as comes in peace.
    private func count(_ state: inout State, _ now: ContinuousClock.Instant, _ time: Int64) -> Double {
        let minute = time / 60
        if minute != state.minute {
            state.attemptsBefore = minute == state.minute + 1 ? state.attempts : 0
            (state.minute, state.attempts) = (minute, 0)
        }
        state.attempts += 1
        if state.askedAt.map({ $0 + Self.interval <= now }) ?? true {
            state.askedAt = now
            // While the store can't say, what is known of before holds.
            if let contacts = try? firstContacts() { state.contacts = contacts }
        }
        let earlier = Double(state.attemptsBefore) * Double(60 - time % 60) / 60
        return max(
            (Double(state.attempts) + earlier) / Double(Self.mostSessions),
            Double(state.contacts.recent) / Double(Self.mostContacts),
            Double(state.contacts.waiting) / Double(Self.mostWaiting))
    }

    /// Whether the answer is right, in time, and was not used before.
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
