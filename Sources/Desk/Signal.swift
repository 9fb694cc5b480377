import Files
import Store
import Synchronization

/// What an operator has to know of, by the name that it has for machines.
public enum Signal: String, CaseIterable, Sendable {
    /// The clock jumped ahead: what ends by age is followed step by step.
    case clockAhead = "clock_ahead"
    /// A query has met a damaged page of the database.
    case storeDamaged = "store_damaged"
    /// Messages can't be taken: the disk is full, say.
    case storeUnwritable = "store_unwritable"
    /// Another program asks for the bot's updates too.
    case telegramConflict = "telegram_conflict"
    /// The bot's token is not good, or not any more.
    case telegramUnauthorized = "telegram_unauthorized"
    /// Telegram does not answer, or not as it should.
    case telegramUnreachable = "telegram_unreachable"
    /// What Telegram sends to the webhook does not arrive.
    case webhookFailing = "webhook_failing"
}

/// Which signals are on. In memory: each is found again within minutes after a start.
public final class Signals: Sendable {
    private let present = Mutex<Set<Signal>>([])

    /// Those that are on, in the order of their declaration.
    public var all: [Signal] { present.withLock { present in Signal.allCases.filter { present.contains($0) } } }

    /// Returns whether that is news.
    @discardableResult
    public func set(_ signal: Signal, _ isOn: Bool) -> Bool {
        present.withLock { present in
            isOn ? present.insert(signal).inserted : present.remove(signal) != nil
        }
    }
}

extension Desk {
    /// Those that are on, the store's included, which are looked for now.
    public func presentSignals() async -> [Signal] {
        signals.set(.storeUnwritable, await obstacleToWrites() != nil)
        signals.set(.storeDamaged, store.damage != nil)
        return signals.all
    }

    /// Bytes of the disk that are free; nil if the system does not tell.
    public var freeBytes: Int? { files.freeBytes }
}
