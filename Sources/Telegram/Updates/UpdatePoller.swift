/// Fetches updates with `getUpdates` for as long as it is let to: for a machine without a public address.
public struct UpdatePoller: Sendable {
    /// Telegram delays an answer about a conflict by up to 3 s, and two programs that ask as fast as they can only end
    /// each other's calls.
    static let conflictWait = Duration.seconds(5)

    /// What staff write waits while Telegram is away and is wanted at once when it is back: asking every ten seconds is a
    /// burden to nobody.
    public static let backoff = Backoff(longest: .seconds(10))

    public enum Report: Sendable {
        /// Telegram failed, and will be asked again after the wait.
        case failed(TelegramError, wait: Duration)
        /// The handler failed, and will get the same updates again after the wait.
        case notHandled(any Error, wait: Duration)
        /// It works again.
        case recovered
    }

    private let client: BotClient
    private let allowedUpdates: [UpdateKind]
    private let longPoll: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let report: @Sendable (Report) -> Void

    /// - Parameters:
    ///   - longPoll: How long Telegram holds a call while there is nothing to tell; it allows at most 50 s.
    ///   - sleep: Waits; replaced by tests.
    public init(
        client: BotClient, allowedUpdates: [UpdateKind] = UpdateKind.allCases, longPoll: Duration = .seconds(50),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping @Sendable (Report) -> Void
    ) {
        self.client = client
        self.allowedUpdates = allowedUpdates
        self.longPoll = longPoll
        self.sleep = sleep
        self.report = report
    }

    /// Fetches until the task is cancelled, and then returns at once.
    ///
    /// - Parameter handle: Stores a batch durably. Only when it has returned does Telegram forget the batch; if it
    ///   throws, or the program ends, the batch comes again.
    /// - Throws: ``TelegramError/unauthorized(_:)``: asking again is of no use.
    public func run(handle: ([RawUpdate]) async throws -> Void) async throws(TelegramError) {
        var offset: Int64?
        var backoff = Self.backoff
        var isFailing = false
        while !Task.isCancelled {
            var wait: Duration
            do throws(TelegramError) {
                // Whether it works again is known at once, and not only when there is something to tell.
                let updates = try await client.getUpdates(
                    offset: offset, wait: isFailing ? .zero : longPoll, allowedUpdates: allowedUpdates)
                guard let failure = await failure(of: handle, updates) else {
                    if let last = updates.map(\.id).max() { offset = last + 1 }
                    if isFailing { report(.recovered) }
                    isFailing = false
                    backoff.succeeded()
                    continue
                }
                wait = backoff.failed()
                if !Task.isCancelled { report(.notHandled(failure, wait: wait)) }
            } catch {
                switch error {
                case .cancelled: return
                case .unauthorized, .conflict(.webhookIsSet): throw error
                case .conflict: wait = max(backoff.failed(error), Self.conflictWait)
                default: wait = backoff.failed(error)
                }
                report(.failed(error, wait: wait))
            }
            isFailing = true
            try? await sleep(wait)  // it only throws when cancelled, which ends the loop
        }
    }

    private func failure(
        of handle: ([RawUpdate]) async throws -> Void, _ updates: [RawUpdate]
    ) async -> (any Error)? {
        guard !updates.isEmpty else { return nil }
        do {
            try await handle(updates)
            return nil
        } catch {
            return error
        }
    }
}
