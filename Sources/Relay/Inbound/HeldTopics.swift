/// Topics in which the parts of an album are arriving. Nothing tells which part is the last: the album
/// counts as complete once no part has come for a while. Until then its topic waits, so that the parts are
/// handled as one and the order is kept.
struct HeldTopics {
    private struct Album: Hashable {
        let thread: Int64
        let name: String
    }

    /// Until when more parts of each album may come.
    private var ends: [Album: ContinuousClock.Instant] = [:]
    /// When to look at each topic next.
    private var looks: [Int64: ContinuousClock.Instant] = [:]

    func holds(_ thread: Int64) -> Bool { looks[thread] != nil }

    /// Notes a part of an album, of which more parts may come until `end`.
    mutating func wait(for album: String, in thread: Int64, until end: ContinuousClock.Instant) {
        ends[Album(thread: thread, name: album)] = end
        // Another album may be first in line there. A look that comes too early does no harm.
        looks[thread] = looks[thread] ?? end
    }

    func isOver(_ album: String, in thread: Int64, at now: ContinuousClock.Instant) -> Bool {
        ends[Album(thread: thread, name: album)].map { $0 <= now } ?? true
    }

    /// The next topic to look at, and when; nil if none is held.
    var next: (thread: Int64, at: ContinuousClock.Instant)? {
        looks.min { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }

    mutating func forget(_ album: String, in thread: Int64) { ends[Album(thread: thread, name: album)] = nil }

    /// Looks at the topic again when this album, which is first in line there, is complete.
    mutating func look(at thread: Int64, for album: String) {
        looks[thread] = ends[Album(thread: thread, name: album)] ?? .now
    }

    mutating func release(_ thread: Int64) {
        looks[thread] = nil
        ends = ends.filter { $0.key.thread != thread }
    }
}
