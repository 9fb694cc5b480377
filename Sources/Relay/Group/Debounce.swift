import Domain
import Store

/// Finds the topics whose status has been the same for long enough that their name and icon are worth changing.
///
/// Telegram posts a service message into the topic with each change of its name or icon. Without a pause, a quick
/// exchange would cause two of them for each answer.
struct TopicDebounce {
    /// The most topics looked at. A bot can change no more than this while one of them settles; further topics wait.
    static let limit = 200

    private var seen: [TicketID: (status: TicketStatus, since: ContinuousClock.Instant)] = [:]

    /// The topic to change, or else how long until there is one. Both are nil if no topic is stale.
    ///
    /// Opening and closing a topic does not wait: it is done at once.
    mutating func next(
        of stale: [StaleTopic], after pause: Duration, at now: ContinuousClock.Instant
    ) -> (topic: StaleTopic?, wait: Duration?) {
        var current: [TicketID: (status: TicketStatus, since: ContinuousClock.Instant)] = [:]
        for topic in stale {
            let before = seen[topic.ticket]
            current[topic.ticket] = (topic.status, before?.status == topic.status ? before?.since ?? now : now)
        }
        seen = current
        if let topic = stale.first(where: { $0.status.isClosed != $0.isClosed }) { return (topic, nil) }
        let ends = stale.map { topic in (topic, end: (seen[topic.ticket]?.since ?? now) + pause) }
        guard let (topic, end) = ends.min(by: { $0.end < $1.end }) else { return (nil, nil) }
        return end <= now ? (topic, nil) : (nil, now.duration(to: end))
    }
}
