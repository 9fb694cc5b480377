import Domain
import Files
import Glibc
import Logging
import Realtime
import Store
public import Telegram

/// Fetches what staff send in Telegram: the visitor sees at once that a file is coming, and a little later the file.
public struct FileFetcher: Sendable {
    /// Files looked at in one go.
    static let batch = 50
    /// How often Telegram may say that a file can't be had before it is believed.
    static let attempts = 5

    private let desk: Desk
    private let bot: BotClient
    private let backoff: Backoff

    /// - Parameter bot: The one that takes in the updates: names of files are each bot's own.
    public init(desk: Desk, bot: BotClient) {
        self.init(desk: desk, bot: bot, backoff: Backoff())
    }

    init(desk: Desk, bot: BotClient, backoff: Backoff) {
        self.desk = desk
        self.bot = bot
        self.backoff = backoff
    }

    /// Fetches what waits, oldest first, until the task is cancelled. One file that can't be had now holds up no other.
    public func run() async {
        var backoff = backoff
        var refusals: [AttachmentID: Int] = [:]
        while !Task.isCancelled {
            do {
                let waiting = try desk.store.read { try $0.awaitedFiles(after: nil, limit: Self.batch) }
                refusals = refusals.filter { refusal in waiting.contains { $0.id == refusal.key } }
                guard !waiting.isEmpty else {
                    await desk.filesWait.sleep()
                    continue
                }
                var isTroubled = false
                for file in waiting where !Task.isCancelled {
                    switch await fetch(file) {
                    case .here(let kept): try await keep(kept, as: file)
                    case .never(let reason): try await giveUp(file, reason)
                    case .later: isTroubled = true
                    case .refused(let reason):
                        isTroubled = true
                        refusals[file.id, default: 0] += 1
                        if refusals[file.id] == Self.attempts { try await giveUp(file, reason) }
                    }
                }
                if isTroubled { await desk.filesWait.sleep(atMost: backoff.failed()) } else { backoff.succeeded() }
            } catch {
                Log.telegram.error("files not fetched", metadata: ["error": "\(error)"])
                await desk.filesWait.sleep(atMost: backoff.failed())
            }
        }
    }

    fileprivate enum Outcome {
        case here(KeptFile)
        /// Telegram, the network or the disk can't now.
        case later
        /// Telegram can't now, or never.
        case refused(String)
        case never(String)
    }

    private func fetch(_ file: AwaitedFile) async -> Outcome {
        let path = desk.files.incomingPath()
        defer { unlink(path) }
        do {
            let remote = try await bot.getFile(file.fileID)
            try await bot.download(remote, to: path)
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            var status = stat()
            guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return .later }
            // What staff send is theirs to choose; it is never run or shown as a page.
            return .here(try await desk.keep(descriptor, count: Int(status.st_size)) { _ in true })
        } catch {
            Log.telegram.error("file not fetched", metadata: ["ticket": "\(file.ticket)", "error": "\(error)"])
            return Outcome(error)
        }
    }

    private func keep(_ kept: KeptFile, as file: AwaitedFile) async throws {
        do {
            try await desk.store.write { try $0.fetched(file, Blob(kept)) }
            try await desk.discardIfUnneeded(kept)
        } catch {
            try await desk.discardIfUnneeded(kept)
            throw error
        }
    }

    private func giveUp(_ file: AwaitedFile, _ reason: String) async throws {
        let link = desk.bringLinks(now: desk.clock())?.link(to: file.id)
        try await desk.store.write { transaction in
            try transaction.failed(file, reason: reason)
            try transaction.enqueueNotice(
                FileNotice.notCarried(file.name, kind: file.kind, reason: reason, link: link), ticket: file.ticket)
        }
    }
}

extension FileFetcher.Outcome {
    fileprivate init(_ error: any Error) {
        switch error {
        case TelegramError.fileTooBig, DownloadError.tooBig: self = .never(TelegramFile.tooBig)
        case TelegramError.fileUnavailable, DownloadError.unavailable:
            self = .refused("Telegram does not give it out")
        case TelegramError.fileRefused, TelegramError.badRequest: self = .never("Telegram does not give it out")
        case let error as DeskError: self = .never(error == .fileMalformed ? "it is damaged" : error.message)
        default: self = .later
        }
    }
}
