import Synchronization

/// Read-only connections, handed to whoever reads for as long as one closure runs.
///
/// Reads are synchronous, so there are never more connections than threads that read at the same moment: one per event
/// loop, and a few beside. The last one given back is the next one given out, so an event loop finds its own caches.
final class Readers: Sendable {
    private let path: String
    private let damage: Damage?
    private let idle = Mutex<[Connection]>([])

    init(path: String, damage: Damage? = nil) {
        self.path = path
        self.damage = damage
    }

    /// Runs `body` on one snapshot of the store: everything in it sees the same commits.
    func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        let connection = try idle.withLock { $0.popLast() } ?? open()
        defer { idle.withLock { $0.append(connection) } }
        try connection.execute("BEGIN")
        // Read-only: ending the transaction only lets go of the snapshot, and can't fail in a way that matters.
        defer { try? connection.execute("COMMIT") }
        return try body(Reader(connection: connection))
    }

    func close() {
        idle.withLock { $0.removeAll() }
    }

    private func open() throws(StoreError) -> Connection {
        let connection = try Connection(path: path, access: .readOnly, damage: damage)
        // Reads run on event loops, and no lock of ours makes a reader wait: if another program's does, the answer is "later".
        // 8 MiB of page cache and 256 MiB of mapped file: measured to matter for histories, and shared by the system.
        try connection.run(
            script: """
                PRAGMA busy_timeout = 100; PRAGMA cache_size = -8192; PRAGMA mmap_size = 268435456; PRAGMA query_only = 1
                """)
        return connection
    }
}
