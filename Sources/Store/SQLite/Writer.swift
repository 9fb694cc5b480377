import Dispatch
import Metrics
import Synchronization

/// The one connection that writes, and the jobs that wait for it.
///
/// Whatever has gathered while a commit was being flushed to disk is committed together (group commit), so the cost
/// of `synchronous=FULL` is shared by everybody who waits. There is no timer: the flush itself is the window in which
/// the next batch gathers.
final class Writer: Sendable {
    /// More jobs than this are not committed together: it bounds the time until the first of a batch is answered, and
    /// past it a batch gains nothing.
    static let batchLimit = 512

    /// More jobs than this are not accepted: half a second of work on a slow disk. The caller says "try again".
    static let queueLimit = 8192

    private struct Queue {
        var waiting: [any WriteJob] = []
        var isDraining = false
        var isClosed = false
    }

    private let dispatch = DispatchQueue(label: "otvet.store.writer", qos: .userInitiated)
    private let queue = Mutex(Queue())
    private let connection: Connection
    private let publish: @Sendable (CommitNotice) -> Void
    private let afterCommit: @Sendable (Connection) -> Void
    private let backlog = Mutex(DeliveryBacklog())
    let counts = CommitCounts()

    init(
        connection: Connection, publish: @escaping @Sendable (CommitNotice) -> Void,
        afterCommit: @escaping @Sendable (Connection) -> Void
    ) {
        self.connection = connection
        self.publish = publish
        self.afterCommit = afterCommit
    }

    func submit(_ job: any WriteJob) {
        let refusal: StoreError? = queue.withLock { queue in
            if queue.isClosed { return .closed }
            if queue.waiting.count >= Self.queueLimit { return .overloaded }
            queue.waiting.append(job)
            // Inside the lock, so that `close` can't come between.
            if !queue.isDraining { dispatch.async { self.drain() } }
            queue.isDraining = true
            return nil
        }
        if let refusal { job.finish(refusal) }
    }

    /// Runs `body` on the connection by itself, outside of any transaction and when nothing waits to be written. Whoever
    /// writes waits for it.
    func alone(_ body: @escaping @Sendable (Connection) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            dispatch.async { [connection, afterCommit] in
                let result = Result { try body(connection) }
                afterCommit(connection)
                continuation.resume(with: result)
            }
        }
    }

    /// How many jobs wait.
    var waiting: Int { queue.withLock { $0.waiting.count } }

    /// Refuses new jobs, and returns when those accepted before have been committed.
    func close() {
        queue.withLock { $0.isClosed = true }
        dispatch.sync {}
    }

    private func drain() {
        while let batch = takeBatch() {
            commit(batch)
            afterCommit(connection)
        }
    }

    private func takeBatch() -> [any WriteJob]? {
        queue.withLock { queue in
            guard !queue.waiting.isEmpty else {
                queue.isDraining = false
                return nil
            }
            let batch = Array(queue.waiting.prefix(Self.batchLimit))
            queue.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [any WriteJob]) {
        // Taken, and given back only by a commit: what was counted in a transaction that is rolled back may be wrong.
        let transaction = Transaction(
            connection: connection, backlog: backlog.withLock { exchange(&$0, with: DeliveryBacklog()) })
        var failures = [(any Error)?](repeating: nil, count: batch.count)
        let start = ContinuousClock.now
        do {
            try connection.execute("BEGIN IMMEDIATE")
            for (index, job) in batch.enumerated() {
                let changes = connection.totalChanges
                do {
                    try job.run(in: transaction)
                } catch {
                    failures[index] = error
                    // SQLite has ended the transaction for all of them, as it does when the disk is full.
                    guard connection.isInTransaction else { throw error }
                    // It wrote before it failed. Its neighbours must neither fail with it nor keep what it wrote.
                    guard connection.totalChanges == changes else {
                        try connection.execute("ROLLBACK")
                        return batch.count == 1 ? job.finish(error) : batch.forEach { commit([$0]) }
                    }
                }
            }
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")  // SQLite may have rolled back by itself; then there is nothing to undo
            counts.failures.add()
            for job in batch { job.finish(error) }
            return
        }
        backlog.withLock { $0 = transaction.backlog }
        counts.durations.observe(.now - start)
        counts.writes.add(batch.count)
        // First everybody who follows, in the order of commits; then whoever asked.
        if !transaction.notice.isEmpty { publish(transaction.notice) }
        for (job, failure) in zip(batch, failures) { job.finish(failure) }
    }
}

/// Something to do inside a transaction, and somebody who waits for it. A job may run twice (see `Writer.commit`), so
/// it must have no effect but through the transaction.
protocol WriteJob: AnyObject, Sendable {
    func run(in transaction: Transaction) throws
    func finish(_ failure: (any Error)?)
}

/// `result` is touched by the writer's queue only, which runs one job at a time.
final class ContinuationJob<Result: Sendable>: WriteJob, @unchecked Sendable {
    private let body: @Sendable (Transaction) throws -> Result
    private let continuation: CheckedContinuation<Result, any Error>
    private var result: Result?

    init(
        _ body: @escaping @Sendable (Transaction) throws -> Result,
        _ continuation: CheckedContinuation<Result, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in transaction: Transaction) throws {
        result = try body(transaction)
    }

    func finish(_ failure: (any Error)?) {
        if let failure {
            continuation.resume(throwing: failure)
        } else if let result {
            continuation.resume(returning: result)
        } else {
            preconditionFailure("a job is finished without failure only after it ran")
        }
    }
}
