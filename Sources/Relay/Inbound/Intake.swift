@_spi(Channel) import Desk
import Domain
import Logging
import Realtime
import Store
public import Telegram
import Words

/// Takes in updates. They are stored as they came, so that they can be acknowledged at
/// once, and are interpreted afterwards.
public struct Intake: Sendable {
    /// The most updates read from the store at once.
    static let batch = 50
    /// The most updates of one topic that are looked at together. An album has ten, and others may write beside it.
    static let heldBatch = 200
    /// How often an update is tried that fails for an unknown reason, before it is set aside.
    static let attempts = 3
    static let attemptPause = Duration.milliseconds(200)
    /// An album counts as complete when no part has come for this long. Telegram sends the parts one after another,
    /// with pauses of less than a second.
    public static let albumPause = Duration.seconds(3)
    /// After a start, the longest wait for further parts of an album that began before. Telegram's pauses between two
    /// attempts to deliver are no longer.
    static let longestAlbumPause = Duration.seconds(120)

    private let relay: Relay
    private let botID: Int64
    private let otherBots: Set<Int64>
    private let takesAnonymous: Bool
    private let albumPause: Duration

    /// - Parameters:
    ///   - botID: The bot that receives the updates.
    ///   - otherBots: The other bots in the group.
    ///   - takesAnonymous: Whether somebody who writes in the group's own name counts as staff.
    ///   - albumPause: An album counts as complete when no part has come for this long.
    public init(
        relay: Relay, botID: Int64, otherBots: Set<Int64> = [], takesAnonymous: Bool = true,
        albumPause: Duration = Self.albumPause
    ) {
        self.relay = relay
        self.botID = botID
        self.otherBots = otherBots
        self.takesAnonymous = takesAnonymous
        self.albumPause = albumPause
    }

    /// Stores updates. Once it returns, they survive the process, and Telegram may forget them.
    public func keep(_ updates: [RawUpdate]) async throws {
        let stored = updates.map { StoredUpdate(id: $0.id, body: $0.json, topic: $0.topic) }
        let now = relay.clock()
        try await relay.store.write { try $0.store(stored, now: now) }
    }

    /// Works through stored updates in the order of their numbers, until the task is cancelled.
    public func run() async {
        let wake = relay.desk.wakes.follow(.intake)
        var held: HeldTopics?
        while !Task.isCancelled {
            do {
                var topics = try held ?? heldTopics()
                defer { held = topics }
                let waiting = try relay.store.read { try $0.waitingUpdates(limit: Self.batch) }
                for update in waiting { try await take(update, &topics) }
                guard waiting.isEmpty else { continue }
                let now = ContinuousClock.now
                if let next = topics.next, next.at <= now {
                    try await look(at: next.thread, &topics)
                } else {
                    await wake.sleep(atMost: topics.next.map { now.duration(to: $0.at) })
                }
            } catch {
                Log.telegram.error("intake failed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only if the task is cancelled
            }
        }
    }

    /// An update, its meaning, its group, the topic it came from if no ticket may have that, and whether it only repeats what
    /// one of the program's bots has done.
    private typealias Understood = (
        stored: StoredUpdate, inbound: Inbound?, group: Int64, lost: LostTopic?, isEcho: Bool
    )

    private func understand(_ stored: StoredUpdate, present: Int64) -> Understood {
        let raw = RawUpdate(json: stored.body)
        let update = raw.map(Update.init)
        // What was written before the group moved counts like what was written after it.
        let group = update?.event.chat.flatMap { relay.wasGroup($0) ? $0 : nil } ?? present
        let inbound = update.map { update in
            if case .unreadable(let reason) = update.event {
                return Inbound.unreadable(reason, thread: raw?.topic, album: raw?.album)
            }
            return Inbound(update, group: group, botID: botID, otherBots: otherBots, takesAnonymous: takesAnonymous)
        }
        let bots = otherBots.union([botID])
        let lost = update.flatMap { update in inbound.flatMap { LostTopic(update, $0, bots: bots) } }
        let isEcho = inbound == .nothing && update?.event.author.map(bots.contains) == true
        return (stored, inbound, group, lost, isEcho)
    }

    /// Handles an update, or holds it back: until its album is complete, or behind an album in its topic.
    private func take(_ stored: StoredUpdate, _ topics: inout HeldTopics) async throws {
        let update = understand(stored, present: relay.group)
        guard let thread = update.inbound?.thread else { return try await handle([update]) }
        if let album = update.inbound?.albumPart, try !isDecided(album, in: update.group) {
            topics.wait(for: album, in: thread, until: .now + albumPause)
        } else if !topics.holds(thread) {
            return try await handle([update])
        }
        try await relay.store.write { try $0.hold(stored, in: thread) }
    }

    private func isDecided(_ album: String, in group: Int64) throws -> Bool {
        try relay.store.read { try $0.fate(ofAlbum: album, in: group) } != nil
    }

    /// The topics that were held when the program ended. They wait for as long again as the
    /// program did not run, within bounds.
    private func heldTopics() throws -> HeldTopics {
        var topics = HeldTopics()
        let now = relay.clock()
        for (thread, newest) in try relay.store.read({ try $0.heldTopics() }) {
            let pause = min(max(newest.duration(to: now), albumPause), max(albumPause, Self.longestAlbumPause))
            for update in try held(in: thread) {
                guard let album = update.inbound?.albumPart else { continue }
                topics.wait(for: album, in: thread, until: .now + pause)
            }
            if !topics.holds(thread) { topics.look(at: thread, for: "") }
        }
        return topics
    }

    private func held(in thread: Int64) throws -> [Understood] {
        try relay.store.read { try $0.heldUpdates(in: thread, limit: Self.heldBatch) }
            .map { understand($0, present: relay.group) }
    }

    /// Handles what is held in a topic, up to an album of which more parts may come.
    private func look(at thread: Int64, _ topics: inout HeldTopics) async throws {
        while !Task.isCancelled {
            let waiting = try held(in: thread)
            guard let first = waiting.first else { return topics.release(thread) }
            guard let album = first.inbound?.albumPart, try !isDecided(album, in: first.group) else {
                try await handle([first])
                continue
            }
            guard topics.isOver(album, in: thread, at: .now) else { return topics.look(at: thread, for: album) }
            let posts = Set(waiting.filter { $0.inbound?.albumPart == album }.flatMap { $0.inbound?.posts ?? [] })
            let parts =
                waiting.filter { $0.inbound?.albumPart == album }
                + waiting.filter { $0.inbound?.edited.map(posts.contains) == true }
            let isTakenBack = waiting.contains { $0.inbound?.takesBack(anyOf: posts, bot: relay.botName) == true }
            try await handle(parts, isTakenBack: isTakenBack)
            topics.forget(album, in: thread)
        }
    }

    /// Whether the store fails at present (the disk is full, or it is locked). That would affect any update alike.
    private static func isPassing(_ error: any Error) -> Bool {
        (error as? StoreError)?.obstacle != nil || error is CancellationError
    }

    /// Whether another attempt would fail in the same way.
    private static func isHopeless(_ error: any Error) -> Bool {
        (error as? StoreError)?.isLasting ?? (error is DeskError)
    }

    /// Applies an update, or all updates of one album, or sets them aside with the reason.
    ///
    /// - Parameter updates: At least one.
    private func handle(_ updates: [Understood], isTakenBack: Bool = false) async throws {
        for attempt in 1...Self.attempts {
            do {
                return try await apply(updates, isTakenBack: isTakenBack)
            } catch  where !Self.isPassing(error) {
                guard Self.isHopeless(error) || attempt == Self.attempts else {
                    try await Task.sleep(for: Self.attemptPause)
                    continue
                }
                return try await setAside(updates, because: error)
            }
        }
    }

    /// Sets updates aside, so that they hold up no others. The staff are told in the topic that they came from.
    private func setAside(_ updates: [Understood], because error: any Error) async throws {
        let (now, words) = (relay.clock(), relay.words)
        for update in updates {
            Log.telegram.error("update set aside", metadata: ["update": "\(update.stored.id)", "error": "\(error)"])
        }
        try await relay.store.write { transaction in
            for update in updates { try transaction.setAside(update.stored, reason: "\(error)", now: now) }
            guard let first = updates.first, let thread = first.inbound?.thread,
                let ticket = try transaction.read.ticket(ofTopicEver: thread, in: first.group)
            else { return }
            try transaction.enqueueNotice(words.unreadable, ticket: ticket)
        }
    }

    /// Applies the updates and claims them in one transaction, so that each is applied once, however often it arrives.
    private func apply(_ updates: [Understood], isTakenBack: Bool) async throws {
        let now = relay.clock()
        guard let first = updates.first else { return }
        if case .moved(let new) = first.inbound, first.group == relay.group {
            try await relay.moveGroup(from: first.group, to: new)
        }
        let context = InboundContext(
            group: first.group, bot: relay.botName, words: relay.words, contacts: relay.contacts,
            links: relay.desk.bringLinks(now: now), now: now
        )
        // What can't be read may be a note or a command, which concerns the whole album.
        let unread = updates.lazy.compactMap(\.inbound).first(where: \.isUnreadable)
        let album = updates.count > 1 ? StaffPost(album: updates.compactMap { $0.inbound?.post }) : nil
        let shown = try await relay.store.write { transaction -> (ticket: TicketID, message: MessageID)? in
            for update in updates {
                guard try transaction.claim(update.stored, now: now) else { return nil }
                // What is written in the topic of a ticket that was removed is for nobody, and kept no longer than until here.
                try transaction.forgetIfErased(update.stored, in: first.group)
                // It tells nothing new, and repeats names: those on the board that was pinned.
                if update.isEcho { try transaction.removeUpdate(update.stored) }
                if case .unreadable(let reason, _, _) = update.inbound {
                    try transaction.setAside(update.stored, reason: reason, now: now)
                }
            }
            if let lost = first.lost, try transaction.adopt(lost, of: updates.map(\.stored), context) { return nil }
            if let unread { try transaction.apply(unread, context) }
            if let album {
                try transaction.take(album, isTakenBack: isTakenBack, context)
            } else if case .posted(let post) = first.inbound {
                try transaction.take(post, isTakenBack: isTakenBack, context)
            } else if unread == nil, let inbound = first.inbound {
                try transaction.apply(inbound, context)
                return nil
            }
            return try (album ?? first.inbound?.post)?.parts.first.flatMap {
                try transaction.read.message(ofPost: $0.post, in: context.group)
            }
        }
        if let shown {
            Log.support.info(
                "message posted",
                metadata: [
                    "ticket": "\(shown.ticket)", "message": "\(shown.message)", "by": "agent", "from": "telegram",
                ])
        }
        for update in updates { Log.telegram.info("update handled", metadata: ["update": "\(update.stored.id)"]) }
    }
}

extension Inbound {
    /// The album, if it is a new part of one.
    fileprivate var albumPart: String? {
        switch self {
        case .posted(let post): post.album
        case .unreadable(_, _, let album): album
        default: nil
        }
    }

    fileprivate var isUnreadable: Bool { if case .unreadable = self { true } else { false } }

    fileprivate var post: StaffPost? {
        switch self {
        case .posted(let post), .edited(let post): post
        default: nil
        }
    }

    fileprivate var posts: [Int64] { if case .posted(let post) = self { post.parts.map(\.post) } else { [] } }

    /// The post that was edited.
    fileprivate var edited: Int64? { if case .edited(let post) = self { post.parts.first?.post } else { nil } }

    /// Whether it is the command that deletes one of these posts.
    fileprivate func takesBack(anyOf posts: Set<Int64>, bot: String?) -> Bool {
        guard case .posted(let post) = self, let target = post.replyTo, posts.contains(target) else { return false }
        return post.command(bot: bot) == .delete
    }
}

extension Update.Event {
    /// Who wrote or did it, if it is a message.
    fileprivate var author: Int64? { if case .message(let message) = self { message.from?.id } else { nil } }

    /// The chat in which it happened, where that matters.
    fileprivate var chat: Int64? {
        switch self {
        case .message(let message), .editedMessage(let message): message.chat.id
        case .messageReaction(let change): change.chat.id
        default: nil
        }
    }
}
