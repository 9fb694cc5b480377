/// Fetches updates with `getUpdates` until its task is cancelled. It is for a machine without a public address.
public struct UpdatePoller: Sendable {
    /// Telegram delays the answer about a conflict by up to 3 s. Without a wait, two programs
    /// would only end each other's calls.
    static let conflictWait = Duration.seconds(5)

    /// What staff write while Telegram is away should arrive as soon as it is back, and a
    /// call every ten seconds is no burden.
    public static let backoff = Backoff(longest: .seconds(10))

    public enum Report: Sendable {
        /// Telegram failed, and is asked again after the wait.
        case failed(TelegramError, wait: Duration)
        /// The handler failed, and gets the same updates again after the wait.
        case notHandled(any Error, wait: Duration)
        /// A call has succeeded after a failure.
        case recovered
    }

    private let client: BotClient
    private let allowedUpdates: [UpdateKind]
    private let longPoll: Duration
    private let slack: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let report: @Sendable (Report) -> Void

    /// - Parameters:
    ///   - longPoll: How long Telegram holds a call while there are no updates; it allows at most 50 s.
    ///   - slack: How much longer an answer may take before Telegram counts as silent.
    ///   - sleep: Waits; replaced by tests.
    public init(
        client: BotClient, allowedUpdates: [UpdateKind] = UpdateKind.allCases, longPoll: Duration = .seconds(50),
        slack: Duration = .seconds(15),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping @Sendable (Report) -> Void
    ) {
        self.client = client
        self.allowedUpdates = allowedUpdates
        self.longPoll = longPoll
        self.slack = slack
        self.sleep = sleep
        self.report = report
    }

    /// Fetches until the task is cancelled, and then returns at once.
    ///
    /// - Parameter handle: Stores a batch durably. Telegram forgets the batch only after it has returned. If it throws,
    ///   or the program ends, the batch comes again.
    /// - Throws: ``TelegramError/unauthorized(_:)``, because asking again would not help.
    public func run(handle: ([RawUpdate]) async throws -> Void) async throws(TelegramError) {
        var offset: Int64?
        var backoff = Self.backoff
        var isFailing = false
        while !Task.isCancelled {
            var wait: Duration
            do throws(TelegramError) {
                // After a failure the call does not wait for updates, so that a recovery is noticed at once.
                let updates = try await client.getUpdates(
                    offset: offset, wait: isFailing ? .zero : longPoll, allowedUpdates: allowedUpdates, slack: slack)
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
            try? await sleep(wait)  // throws only if cancelled, which ends the loop
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
