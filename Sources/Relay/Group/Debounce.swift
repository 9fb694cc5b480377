import Domain
import Store

/// Which topics have been what they are for long enough that their looks are worth a change.
///
/// Telegram puts a line into a topic with each change of its name or icon. Without a pause, a quick exchange would have
/// two of them for each answer.
struct TopicDebounce {
    /// Topics looked at: more than a bot may change while one of them settles. Of more, the rest waits for these.
    static let limit = 200

    private var seen: [TicketID: (status: TicketStatus, since: ContinuousClock.Instant)] = [:]

    /// The topic that is changed now, or else how long until one may be. Neither if no topic is stale.
    ///
    /// Whether a topic is open or closed is no matter of looks: it is changed at once.
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
