public import Domain
import Files
import Glibc
import Logging
public import Realtime
public import Store
import Synchronization
public import Telegram

/// The verbs of the product. Whoever comes in (widget, Telegram, API) comes through here.
public final class Desk: Sendable {
    public let store: Store
    public let hub: Hub
    private let telegram = Mutex(TelegramState())
    let deliveriesWait: Wakes
    let updatesWait: Wake
    let filesWait: Wake
    let signInsWait = Wake()
    let files: FileFolder
    /// Seals links to files.
    let linkKey: [UInt8]
    /// Where the world reaches this program; nil if it was not told.
    let publicURL: String?
    let typingSigns = Mutex(TypingSigns())
    let closingsWait: Wake
    let textsWait: Wake
    let searches = SearchQueue()
    let signs: LiveSigns
    let policy: TicketPolicy
    let budget: FileBudget
    /// What staff read in Telegram.
    let words: TeamWords
    let clock: @Sendable () -> Timestamp
    let passwords = PasswordQueue()
    let writeProbe = WriteProbe()
    /// What an operator has to know of.
    public let signals = Signals()
    let installationKey: InstallationKey

    /// Opens the store in `folder`.
    ///
    /// - Parameters:
    ///   - telegramGroup: the chat id of the support group; every user's message is then queued for it.
    ///   - publicURL: where the world reaches this program, without a slash at its end.
    ///   - policy: how closed tickets end.
    ///   - budget: what files may take.
    ///   - language: of what staff read in Telegram.
    ///   - isBeside: whether a server may run on it; then only accounts may be changed.
    public init(
        folder: String, telegramGroup: Int64?, publicURL: String? = nil, policy: TicketPolicy = TicketPolicy(),
        budget: FileBudget = FileBudget(), language: TeamLanguage = .english, isBeside: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) throws {
        let signInsWait = signInsWait
        let (hub, deliveriesWait, updatesWait, filesWait) = (Hub(), Wakes(), Wake(), Wake())
        let (closingsWait, textsWait) = (Wake(), Wake())
        self.policy = policy
        self.budget = budget
        words = language.words
        self.closingsWait = closingsWait
        self.textsWait = textsWait
        signs = LiveSigns(hub: hub)
        self.hub = hub
        self.deliveriesWait = deliveriesWait
        self.updatesWait = updatesWait
        self.filesWait = filesWait
        self.clock = clock
        self.publicURL = publicURL
        var installationKey: InstallationKey?
        let prepare = { (transaction: Transaction) in
            try LinkKey.make(transaction)
            let key = try InstallationKey(folder: folder)
            try key.sealPlainFactors(transaction)
            installationKey = key
        }
        store = try Store(folder: folder, isBeside: isBeside, prepare: prepare) { notice in
            hub.publish(notice.events, staff: notice.staffEvents)
            for user in Set(notice.interrupted) { hub.interrupt(.user(user)) }
            if notice.interruptsStaff { hub.interrupt(.agents) }
            if !notice.events.isEmpty || !notice.staffEvents.isEmpty { textsWait.raise() }
            if notice.hasClosings { closingsWait.raise() }
            if notice.hasDeliveries { deliveriesWait.raise() }
            if notice.hasUpdates { updatesWait.raise() }
            if notice.hasFiles { filesWait.raise() }
            if notice.hasSignIns { signInsWait.raise() }
        }
        if let cameBack = store.cameBack {
            Log.support.error(
                "the database is a copy: cursors of what it does not have are refused",
                metadata: ["found": "\(cameBack)"])
        }
        linkKey = try store.read(LinkKey.read)
        self.installationKey = try installationKey ?? InstallationKey(folder: folder)
        files = try Self.fileFolder(folder + "/files", floor: budget.floor, isBeside: isBeside)
        if let telegramGroup {
            let (group, former) = try store.read { try Self.presentGroup(telegramGroup, $0) }
            setGroup(group, formerly: former)
        }
    }

    private static func fileFolder(_ path: String, floor: Int, isBeside: Bool) throws -> FileFolder {
        do throws(FileFault) {
            return try FileFolder(path: path, floor: floor, isBeside: isBeside)
        } catch {
            guard case .system(_, let code) = error else { throw error }
            throw StoreError.unusableFolder(path: path, reason: String(cString: strerror(code)))
        }
    }

    public func close() {
        store.close()
    }

    private struct TelegramState {
        var group: Int64?
        /// Grows by one with each move, of which a group has one in its life.
        var formerGroups: Set<Int64> = []
        var botName: String?
        /// By worker.
        var troubles: [Int: TelegramError] = [:]
        var pauseEnd: ContinuousClock.Instant?
        var foreignWebhook: String?
    }

    /// The host to which another program had the bot's updates delivered, until this one began to poll; nil if none had.
    public var foreignWebhook: String? { telegram.withLock { $0.foreignWebhook } }

    /// Returns whether that is news.
    func noteForeignWebhook(_ host: String) -> Bool {
        telegram.withLock { telegram in
            defer { telegram.foreignWebhook = host }
            return telegram.foreignWebhook != host
        }
    }

    /// The group that mirrors tickets, or nil if Telegram is not connected.
    public var group: Int64? { telegram.withLock { $0.group } }

    /// Whether the group had this chat id before it moved.
    func wasGroup(_ chat: Int64) -> Bool { telegram.withLock { $0.formerGroups.contains(chat) } }

    func setGroup(_ group: Int64, formerly former: Set<Int64>) {
        telegram.withLock { telegram in
            telegram.group = group
            telegram.formerGroups.formUnion(former)
            telegram.formerGroups.remove(group)
        }
    }

    /// The bot's user name; nil until Telegram has said it.
    var botName: String? {
        get { telegram.withLock { $0.botName } }
        set { telegram.withLock { $0.botName = newValue } }
    }

    /// Why nothing can be posted to the group until somebody changes something; nil while all is well.
    public var telegramTrouble: TelegramError? { telegram.withLock { $0.troubles.min { $0.key < $1.key }?.value } }

    /// What keeps one of the bots from posting, or that nothing does any more. Returns whether that is news.
    @discardableResult
    func setTelegramTrouble(_ trouble: TelegramError?, of worker: Int) -> Bool {
        telegram.withLock { telegram in
            defer { telegram.troubles[worker] = trouble }
            return telegram.troubles[worker] != trouble
        }
    }

    /// Telegram asked to wait: nothing is posted to the group before this, by whichever bot.
    var postsPausedUntil: ContinuousClock.Instant? { telegram.withLock { $0.pauseEnd } }

    func pausePosts(for duration: Duration) {
        let end = ContinuousClock.now + duration
        telegram.withLock { $0.pauseEnd = max($0.pauseEnd ?? end, end) }
    }
}
