import Files
import Store
import Synchronization

/// A problem that an operator has to know of. The raw value is its name for programs.
public enum Signal: String, CaseIterable, Sendable {
    /// The clock jumped ahead. Data that is removed by age follows it only step by step.
    case clockAhead = "clock_ahead"
    /// The mail server does not want the program's mail: not the sign-in, not the sender, or it has no TLS to trust.
    case mailMisconfigured = "mail_misconfigured"
    /// The mail server is not reached, or has no time.
    case mailUnreachable = "mail_unreachable"
    /// A query has met a damaged page of the database.
    case storeDamaged = "store_damaged"
    /// Messages can't be accepted, because the disk is full, for example.
    case storeUnwritable = "store_unwritable"
    /// Another program also fetches the bot's updates.
    case telegramConflict = "telegram_conflict"
    /// The bot's token is wrong, or has been revoked.
    case telegramUnauthorized = "telegram_unauthorized"
    /// Telegram does not answer, or answers with errors.
    case telegramUnreachable = "telegram_unreachable"
    /// Telegram's deliveries to the webhook fail.
    case webhookFailing = "webhook_failing"
}

/// The problems that exist at present. They are kept in memory, since each is found again within minutes after a start.
public final class Signals: Sendable {
    private let present = Mutex<Set<Signal>>([])

    /// The signals that are on, in the order of their declaration.
    public var all: [Signal] { present.withLock { present in Signal.allCases.filter { present.contains($0) } } }

    /// Switches a signal on or off. Returns whether that is a change.
    @discardableResult
    public func set(_ signal: Signal, _ isOn: Bool) -> Bool {
        present.withLock { present in
            isOn ? present.insert(signal).inserted : present.remove(signal) != nil
        }
    }
}

extension Desk {
    /// The signals that are on. Those of the store are checked first.
    public func presentSignals() async -> [Signal] {
        signals.set(.storeUnwritable, await obstacleToWrites() != nil)
        signals.set(.storeDamaged, store.damage != nil)
        return signals.all
    }

    /// Bytes of the disk that are free; nil if the system does not tell.
    public var freeBytes: Int? { files.freeBytes }
}
