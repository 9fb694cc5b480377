/// A request whose body is being read, and what has arrived of it. It belongs to its loop.
final class Upload {
    let request: Request
    let plan: Plan
    /// When the head was complete, in nanoseconds of the loop's clock.
    let start: UInt64
    private(set) var received = 0
    private var content: Content
    private(set) var isComplete = false

    enum Content {
        case dropped
        case collected([UInt8])
        case spooled(BodySpool)
    }

    init(_ request: Request, _ plan: Plan, into content: Content, start: UInt64) {
        self.request = request
        self.plan = plan
        self.content = content
        self.start = start
    }

    func append(_ bytes: RawSpan) {
        received += bytes.byteCount
        switch content {
        case .dropped: break
        case .collected(var collected):
            content = .dropped  // otherwise the append would copy what is there
            bytes.withUnsafeBytes { collected.append(contentsOf: $0) }
            content = .collected(collected)
        case .spooled(let spool): spool.append(bytes)
        }
    }

    /// Notes that the body has no more bytes.
    func finish() {
        isComplete = true
        if case .spooled(let spool) = content { spool.finish() }
    }

    /// Whether the disk lags so far that nothing should be appended.
    var isFull: Bool { if case .spooled(let spool) = content { spool.isFull } else { false } }

    /// Bytes of the body in memory.
    var held: Int {
        switch content {
        case .dropped: 0
        case .collected(let bytes): bytes.count
        case .spooled(let spool): spool.held
        }
    }

    var hasFailed: Bool { if case .spooled(let spool) = content { spool.failure != nil } else { false } }

    /// The body, once all of it is stored.
    var result: RequestBody? {
        guard isComplete else { return nil }
        return switch content {
        case .dropped: RequestBody.none
        case .collected(let bytes): .bytes(bytes)
        case .spooled(let spool): spool.isSettled ? spool.result.map { .file($0) } ?? RequestBody.none : nil
        }
    }
}
