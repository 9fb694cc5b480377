/// Topics in which an album is coming in, part by part. Nothing says which part is the last: it is over once none has
/// come for a while. Until then its topic waits, so that its parts are decided as one and lines keep their order.
struct HeldTopics {
    private struct Album: Hashable {
        let thread: Int64
        let name: String
    }

    /// Until when each album may get more parts.
    private var ends: [Album: ContinuousClock.Instant] = [:]
    /// When to look at each topic next.
    private var looks: [Int64: ContinuousClock.Instant] = [:]

    func holds(_ thread: Int64) -> Bool { looks[thread] != nil }

    /// A part has come, and more may come until `end`.
    mutating func wait(for album: String, in thread: Int64, until end: ContinuousClock.Instant) {
        ends[Album(thread: thread, name: album)] = end
        // It may not be the first that waits there; looking too early costs nothing.
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

    /// Looks again when the album that is first there now is over.
    mutating func look(at thread: Int64, for album: String) {
        looks[thread] = ends[Album(thread: thread, name: album)] ?? .now
    }

    mutating func release(_ thread: Int64) {
        looks[thread] = nil
        ends = ends.filter { $0.key.thread != thread }
    }
}
