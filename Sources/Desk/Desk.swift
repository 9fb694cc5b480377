public import Domain
public import Files
import Glibc
import Logging
import Realtime
public import Store
public import Synchronization
public import Words

/// The verbs of the product. The widget, Telegram and the API all go through them.
///
/// Members marked `@_spi(Channel)` are for modules that carry conversations to another place and back, as `Relay` does
/// with Telegram. All other modules have only the verbs and readings.
public final class Desk: Sendable {
    @_spi(Channel) public let store: Store
    let hub = Hub()
    let counts = DeskCounts()
    /// Wakes the background work.
    @_spi(Channel) public let wakes = WorkWakes()
    @_spi(Channel) public let files: FileFolder
    /// The key with which links to files are sealed.
    let linkKey: [UInt8]
    let networkKeys: NetworkKeys
    /// Whether everything is mirrored to the staff's group.
    let isMirrored: Bool
    /// The public address of this program; nil if it is not configured.
    let publicURL: String?
    @_spi(Channel) public let typingSigns = Mutex(ChannelTyping())
    let searches = SearchQueue()
    let knownHours = KnownHours()
    let signs: LiveSigns
    let policy: TicketPolicy
    let budget: FileBudget
    let retention: RetentionPolicy
    /// The words that staff read in Telegram.
    @_spi(Channel) public let words: TeamWords
    @_spi(Channel) public let clock: @Sendable () -> Timestamp
    let passwords = PasswordQueue()
    let refusals = Mutex(RefusalTally())
    let writeProbe = WriteProbe()
    /// Problems that an operator has to know of.
    public let signals = Signals()
    let installationKey: InstallationKey
    /// Whether a server may be running on the same folder.
    public let isBeside: Bool

    /// Opens the store in `folder`.
    ///
    /// - Parameters:
    ///   - isMirrored: Whether what users write is queued for the staff's group.
    ///   - publicURL: The public address of this program, without a slash at its end.
    ///   - policy: What becomes of closed tickets.
    ///   - budget: How much room files may take.
    ///   - retention: For how long what is stored is kept.
    ///   - language: The language of what staff read in Telegram.
    ///   - isBeside: Whether a server may be running on the same folder; then only accounts may be changed, and
    ///     erasures asked for.
    public init(
        folder: String, isMirrored: Bool, publicURL: String? = nil, policy: TicketPolicy = TicketPolicy(),
        budget: FileBudget = FileBudget(), retention: RetentionPolicy = RetentionPolicy(),
        language: TeamLanguage = .english, isBeside: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) throws {
        self.isMirrored = isMirrored
        self.isBeside = isBeside
        self.policy = policy
        self.budget = budget
        self.retention = retention
        words = language.words
        signs = LiveSigns(hub: hub)
        self.clock = clock
        self.publicURL = publicURL
        var installationKey: InstallationKey?
        let prepare = { (transaction: Transaction) in
            try LinkKey.make(transaction)
            let key = try InstallationKey(folder: folder)
            try key.sealPlainFactors(transaction)
            installationKey = key
        }
        store = try Store(folder: folder, isBeside: isBeside, prepare: prepare) {
            [hub, wakes, counts, knownHours] notice in
            if notice.changesHours { knownHours.renew() }
            counts.count(notice.events)
            hub.publish(notice.events, staff: notice.staffEvents)
            for user in Set(notice.interrupted) { hub.interrupt(.user(user)) }
            if notice.interruptsStaff { hub.interrupt(.agents) }
            for work in notice.work { wakes.raise(work) }
        }
        if let restoredCopy = store.restoredCopy {
            Log.support.error(
                "the database is a copy: cursors of what it does not have are refused",
                metadata: ["found": "\(restoredCopy)"])
        }
        linkKey = try store.read(LinkKey.read)
        networkKeys = NetworkKeys(key: linkKey)
        self.installationKey = try installationKey ?? InstallationKey(folder: folder)
        files = try Self.fileFolder(folder + "/files", floor: budget.floor, isBeside: isBeside)
    }

    private static func fileFolder(_ path: String, floor: Int, isBeside: Bool) throws -> FileFolder {
        do throws(FileFault) {
            return try FileFolder(path: path, floor: floor, isBeside: isBeside)
        } catch {
            guard case .system(_, let code) = error else { throw error }
            throw StoreError.unusableFolder(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// Closes the store. No verb may be called afterwards.
    public func close() {
        store.close()
    }
}
