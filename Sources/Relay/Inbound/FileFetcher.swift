@_spi(Channel) import Desk
import Domain
import Files
import Glibc
import Logging
import Realtime
import Store
import Synchronization
public import Telegram
import Words

/// Fetches files that staff send in Telegram. The visitor sees at once that a file is coming, and a little later the
/// file. Several are fetched at once, and one that can't be had holds up no other.
public struct FileFetcher: Sendable {
    /// The most files read in one query.
    static let batch = 50
    /// From a second to ten minutes.
    static let backoff = Backoff(longest: .seconds(600))

    private let relay: Relay
    private let bot: BotClient
    private let backoff: Backoff

    /// - Parameter bot: The bot that receives the updates, because the ids of files differ from bot to bot.
    public init(relay: Relay, bot: BotClient) {
        self.init(relay: relay, bot: bot, backoff: Self.backoff)
    }

    init(relay: Relay, bot: BotClient, backoff: Backoff) {
        self.relay = relay
        self.bot = bot
        self.backoff = backoff
    }

    /// Fetches the files that are needed, oldest first, until the task is cancelled.
    public func run() async {
        let wake = relay.desk.wakes.follow(.fetching)
        let plan = SharedPlan(FetchPlan(backoff: backoff))
        var troubles = Backoff()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    for file in try begin(plan) {
                        group.addTask {
                            await bring(file, plan)
                            wake.raise()
                        }
                    }
                    troubles.succeeded()
                    await wake.sleep(atMost: plan.state.withLock { $0.wait(at: .now) })
                } catch {
                    Log.telegram.error("files not looked for", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: troubles.failed())  // ends early only if the task is cancelled
                }
            }
            group.cancelAll()
        }
    }

    /// Takes places for the next files.
    private func begin(_ plan: SharedPlan) throws -> [AwaitedFile] {
        var chosen: [AwaitedFile] = []
        var seen: Set<AttachmentID> = []
        var last: AttachmentID?
        let now = ContinuousClock.now
        while plan.state.withLock({ $0.hasPlace(at: now) }) {
            let page = try relay.store.read { try $0.awaitedFiles(after: last, limit: Self.batch) }
            chosen += page.filter { file in plan.state.withLock { $0.begin(file.id, at: now) } }
            seen.formUnion(page.map(\.id))
            last = page.last?.id
            guard page.count == Self.batch else {
                plan.state.withLock { $0.keep(seen.contains) }
                break
            }
        }
        return chosen
    }

    /// Fetches one file, and stores it, or the reason why it could not be had.
    private func bring(_ file: AwaitedFile, _ plan: SharedPlan) async {
        do {
            switch await fetch(file) {
            case .here(let kept):
                do {
                    try await keep(kept, as: file)
                } catch let error as StoreError where error.obstacle == nil {
                    try await giveUp(file, FileFailure.notKept.stored)
                }
            case .never(let reason): try await giveUp(file, reason)
            case .notNow(let wait): return plan.state.withLock { $0.paused(file.id, at: .now, for: wait) }
            case .failed(let reason, let isRefusal):
                guard plan.state.withLock({ $0.failed(file.id, isRefusal: isRefusal, at: .now) }) else { return }
                try await giveUp(file, reason)
            }
            plan.state.withLock { $0.ended(file.id) }
        } catch {
            Log.telegram.error("file not kept", metadata: ["ticket": "\(file.ticket)", "error": "\(error)"])
            plan.state.withLock { $0.paused(file.id, at: .now) }
        }
    }

    fileprivate enum Outcome {
        case here(KeptFile)
        /// Telegram, the network or the disk fails at present, whatever the file.
        case notNow(Duration?)
        /// This file could not be fetched. `isRefusal` tells whether Telegram itself refused it.
        case failed(String, isRefusal: Bool)
        case never(String)
    }

    private func fetch(_ file: AwaitedFile) async -> Outcome {
        // Checked before the download, because the size may not be known.
        guard relay.desk.files.hasRoom(for: 0) else { return .notNow(nil) }
        let path = relay.desk.files.incomingPath()
        defer { unlink(path) }
        do {
            let remote = try await bot.getFile(file.fileID, timeout: BotClient.patience(forFileOf: file.size))
            try await bot.download(remote, size: file.size, to: path)
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            var status = stat()
            guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return .notNow(nil) }
            // Staff may send any type of file. It is never run or shown as a page.
            return .here(try await relay.desk.keep(descriptor, count: Int(status.st_size)) { _ in true })
        } catch {
            if !Task.isCancelled {
                Log.telegram.error("file not fetched", metadata: ["ticket": "\(file.ticket)", "error": "\(error)"])
            }
            return Outcome(error)
        }
    }

    private func keep(_ kept: KeptFile, as file: AwaitedFile) async throws {
        do {
            try await relay.store.write { try $0.fetched(file, Blob(kept)) }
            try await relay.desk.discardIfUnneeded(kept)
        } catch {
            try await relay.desk.discardIfUnneeded(kept)
            throw error
        }
    }

    private func giveUp(_ file: AwaitedFile, _ reason: String) async throws {
        let link = relay.desk.bringLinks(now: relay.clock())?.link(to: file.id)
        let words = relay.words
        try await relay.store.write { transaction in
            try transaction.failed(file, reason: reason)
            try transaction.enqueueNotice(
                words.notCarried(
                    file.name ?? words.kind(file.kind), failure: FileFailure(stored: reason), link: link),
                ticket: file.ticket)
        }
    }
}

/// The plan, shared by the fetches that are under way.
private final class SharedPlan: Sendable {
    let state: Mutex<FetchPlan>

    init(_ plan: FetchPlan) {
        state = Mutex(plan)
    }
}

extension FileFetcher.Outcome {
    fileprivate init(_ error: any Error) {
        switch error {
        case TelegramError.fileTooBig, DownloadError.tooBig: self = .never(FileFailure.tooBig.stored)
        case TelegramError.fileUnavailable, DownloadError.unavailable:
            self = .failed(FileFailure.notGivenOut.stored, isRefusal: true)
        case TelegramError.fileRefused, TelegramError.badRequest: self = .never(FileFailure.notGivenOut.stored)
        case TelegramError.uncertain, DownloadError.unreachable:
            self = .failed(FileFailure.didNotCome.stored, isRefusal: false)
        case TelegramError.rateLimited(let wait): self = .notNow(wait)
        case DeskError.noRoom: self = .notNow(nil)
        case DeskError.fileMalformed: self = .never(FileFailure.damaged.stored)
        case is DeskError: self = .never(FileFailure.notKept.stored)
        default: self = .notNow(nil)
        }
    }
}
