@_spi(Channel) public import Desk
import Domain
public import Mail
import Store
import Synchronization

/// Shows users who have left by e-mail what they have not read.
public final class MailRelay: Sendable {
    public struct Settings: Sendable, Equatable {
        /// Who mails are from.
        public var from: Letter.Party
        /// Where replies go; nil if nobody reads them.
        public var replies: ReplyAddress?
        /// The public address of this program, without a slash at its end.
        public var publicURL: String

        public init(from: Letter.Party, replies: ReplyAddress? = nil, publicURL: String) {
            self.from = from
            self.replies = replies
            self.publicURL = publicURL
        }
    }

    /// What has become of mails since the start.
    public struct Counts: Sendable, Equatable {
        public var sent = 0
        public var refused = 0
        /// Attempts after which there will be another.
        public var delayed = 0
    }

    let desk: Desk
    let settings: Settings
    private let state = Mutex(State())

    private struct State {
        var trouble: SMTPFailure?
        var counts = Counts()
    }

    public init(desk: Desk, _ settings: Settings) {
        self.desk = desk
        self.settings = settings
    }

    var store: Store { desk.store }

    func clock() -> Timestamp { desk.clock() }

    /// What keeps all mails at present; nil if nothing does.
    public var trouble: SMTPFailure? { state.withLock { $0.trouble } }

    public var counts: Counts { state.withLock { $0.counts } }

    func count(_ change: (inout Counts) -> Void) { state.withLock { change(&$0.counts) } }

    /// Returns whether that is a change.
    func setTrouble(_ trouble: SMTPFailure?) -> Bool {
        let isChange = state.withLock { state in
            defer { state.trouble = trouble }
            return state.trouble != trouble
        }
        let isMisconfigured = if case .misconfigured = trouble { true } else { false }
        desk.signals.set(.mailMisconfigured, isMisconfigured)
        desk.signals.set(.mailUnreachable, trouble != nil && !isMisconfigured)
        return isChange
    }
}
