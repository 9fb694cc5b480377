public import Domain
public import Files
import Glibc
import Logging
import Realtime
public import Store
public import Synchronization
public import Words

/// The verbs of the product. Whoever comes in (widget, Telegram, API) comes through here.
///
/// What is marked `@_spi(Channel)` is for those who carry conversations to another place and back, as `Relay` does with
/// Telegram. Whoever imports this module otherwise has the verbs and readings only.
public final class Desk: Sendable {
    @_spi(Channel) public let store: Store
    let hub = Hub()
    /// Wake those who work in the background.
    @_spi(Channel) public let wakes = WorkWakes()
    @_spi(Channel) public let files: FileFolder
    /// Seals links to files.
    let linkKey: [UInt8]
    /// Whether the staff's group is told of everything.
    let isMirrored: Bool
    /// Where the world reaches this program; nil if it was not told.
    let publicURL: String?
    @_spi(Channel) public let typingSigns = Mutex(TypingSigns())
    let searches = SearchQueue()
    let signs: LiveSigns
    let policy: TicketPolicy
    let budget: FileBudget
    /// What staff read in Telegram.
    @_spi(Channel) public let words: TeamWords
    @_spi(Channel) public let clock: @Sendable () -> Timestamp
    let passwords = PasswordQueue()
    let writeProbe = WriteProbe()
    /// What an operator has to know of.
    public let signals = Signals()
    let installationKey: InstallationKey

    /// Opens the store in `folder`.
    ///
    /// - Parameters:
    ///   - isMirrored: whether what users write is queued for the staff's group.
    ///   - publicURL: where the world reaches this program, without a slash at its end.
    ///   - policy: how closed tickets end.
    ///   - budget: what files may take.
    ///   - language: of what staff read in Telegram.
    ///   - isBeside: whether a server may run on it; then only accounts may be changed.
    public init(
        folder: String, isMirrored: Bool, publicURL: String? = nil, policy: TicketPolicy = TicketPolicy(),
        budget: FileBudget = FileBudget(), language: TeamLanguage = .english, isBeside: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) throws {
        self.isMirrored = isMirrored
        self.policy = policy
        self.budget = budget
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
        store = try Store(folder: folder, isBeside: isBeside, prepare: prepare) { [hub, wakes] notice in
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

    public func close() {
        store.close()
    }
}
