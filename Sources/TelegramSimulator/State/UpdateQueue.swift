/// `Update`: an event.
public struct QueuedUpdate: Sendable {
    public let id: Int
    /// The member that holds the payload, such as `message`.
    public let kind: String
    public let payload: APIValue

    var json: APIValue { .object(["update_id": .integer(id), kind: payload]) }
}

/// The updates that the bot has not confirmed yet.
struct UpdateQueue {
    /// Older ones are dropped silently, as in Telegram (tddb, TQueue).
    static let capacity = 100_000
    /// The kinds that are delivered only if they are asked for (setWebhook, `allowed_updates`).
    private static let notByDefault: Set<String> = ["chat_member", "message_reaction", "message_reaction_count"]
    private static let kinds: Set<String> = [
        "message", "edited_message", "channel_post", "edited_channel_post", "message_reaction",
        "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "poll", "poll_answer",
        "my_chat_member", "chat_member", "chat_join_request",
    ]

    private(set) var pending: [QueuedUpdate] = []
    private var nextID: Int
    /// Updates that are held together to be queued newest first, and how many there will be.
    private var gathered: [(kind: String, payload: APIValue)] = []
    private var gathering = 0
    /// Nil means the default set.
    private(set) var allowed: Set<String>?

    init(firstID: Int) { nextID = firstID }

    mutating func add(_ kind: String, _ payload: APIValue) {
        guard allowed?.contains(kind) ?? !Self.notByDefault.contains(kind) else { return }
        guard gathered.count < gathering else { return append(kind, payload) }
        gathered.append((kind, payload))
        if gathered.count == gathering { release() }
    }

    /// Makes the next updates be queued newest first once they are all there, as when one queue overtakes another.
    mutating func reverse(next count: Int) {
        release()
        gathering = min(max(count, 0), 1_000)
    }

    private mutating func release() {
        let updates = gathered.reversed()
        gathered = []
        gathering = 0
        for update in updates { append(update.kind, update.payload) }
    }

    private mutating func append(_ kind: String, _ payload: APIValue) {
        if pending.count == Self.capacity { pending.removeFirst() }
        pending.append(QueuedUpdate(id: nextID, kind: kind, payload: payload))
        nextID += 1
    }

    /// Sets the kinds, which then hold until the next time. Unknown kinds are ignored, and an
    /// empty list means the default set.
    mutating func allow(_ kinds: [String]) {
        let known = Self.kinds.intersection(kinds)
        allowed = known.isEmpty ? nil : known
    }

    /// Forgets the updates below `offset`. A negative number keeps that many of the newest.
    mutating func confirm(before offset: Int) {
        if offset < 0 {
            pending.removeFirst(max(0, pending.count &+ offset))
        } else {
            pending.removeAll { $0.id < offset }
        }
    }

    mutating func remove(_ id: Int) { pending.removeAll { $0.id == id } }

    mutating func removeAll() { pending = [] }
}
