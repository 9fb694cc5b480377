import Glibc
public import Metrics

/// What a store has done since it was opened, and how large it is.
public struct StoreStatistics: Sendable {
    /// From the beginning of a transaction until it was flushed to the disk. Each commit is an observation.
    public let commits: Observations
    /// Transactions that came to nothing, because the disk is full for example.
    public let failedCommits: Int
    /// Writes that were committed, several with one commit where they came together.
    public let writes: Int
    /// Writes that wait for their turn at present.
    public let waitingWrites: Int
    public let databaseBytes: Int
    /// What is not moved into the database yet.
    public let logBytes: Int
    public let searchBytes: Int
}

/// What the writer counts.
final class CommitCounts: Sendable {
    /// From a disk that takes a write at once to one that has failed.
    static let times = Buckets(seconds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5])

    let durations = Histogram(times)
    let failures = Counter()
    let writes = Counter()
}

/// The bytes of a file; 0 if there is none.
func bytes(ofFile path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
}
