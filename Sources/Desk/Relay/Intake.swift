import Domain
import Logging
import Realtime
import Store
public import Telegram

/// Takes in what Telegram says: first kept as it came, so that it can be acknowledged at once, then understood.
public struct Intake: Sendable {
    /// Updates read from the store at once.
    static let batch = 50

    private let desk: Desk
    private let botID: Int64
    private let otherBots: Set<Int64>
    private let takesAnonymous: Bool

    /// - Parameters:
    ///   - botID: the bot that gets the updates.
    ///   - otherBots: further ones in the group.
    ///   - takesAnonymous: whether who writes in the group's own name is staff.
    public init(desk: Desk, botID: Int64, otherBots: Set<Int64> = [], takesAnonymous: Bool = true) {
        self.desk = desk
        self.botID = botID
        self.otherBots = otherBots
        self.takesAnonymous = takesAnonymous
    }

    /// Keeps updates. Once it returns they survive the process, and Telegram may forget them.
    public func keep(_ updates: [RawUpdate]) async throws {
        let stored = updates.map { StoredUpdate(id: $0.id, body: $0.json) }
        let now = desk.clock()
        try await desk.store.write { try $0.store(stored, now: now) }
    }

    /// Works through kept updates, in the order of their numbers, until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                let waiting = try desk.store.read { try $0.waitingUpdates(limit: Self.batch) }
                if waiting.isEmpty { await desk.updatesWait.sleep() }
                for update in waiting { try await handle(update) }
            } catch {
                Log.telegram.error("intake failed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only with the task
            }
        }
    }

    /// Whether trying again would end the same way. What the store can't do now (a full disk, a lock) it may do later.
    private static func isHopeless(_ error: any Error) -> Bool {
        (error as? StoreError)?.isLasting ?? (error is DeskError)
    }

    /// Does what an update says, and claims it, in one transaction: done once, however often it comes. One that can't be
    /// handled is set aside with its reason, so that it holds up nobody.
    private func handle(_ stored: StoredUpdate) async throws {
        let now = desk.clock()
        guard let present = desk.group else { return }
        do {
            let update = RawUpdate(json: stored.body).map(Update.init)
            // What was said before the group moved is as good as what is said after it.
            let group = update?.event.chat.flatMap { desk.wasGroup($0) ? $0 : nil } ?? present
            let inbound = update.map { update in
                Inbound(
                    update, group: group, botID: botID, otherBots: otherBots, botName: desk.botName,
                    takesAnonymous: takesAnonymous)
            }
            if case .moved(let new) = inbound, group == present { try await desk.moveGroup(from: group, to: new) }
            let links = desk.bringLinks(now: now)
            try await desk.store.write { transaction in
                guard try transaction.claim(stored, now: now) else { return }
                if let inbound { try transaction.apply(inbound, group: group, links: links, now: now) }
            }
        } catch  where Self.isHopeless(error) {
            Log.telegram.error("update set aside", metadata: ["update": "\(stored.id)", "error": "\(error)"])
            try await desk.store.write { try $0.setAside(stored, reason: "\(error)", now: now) }
        }
    }
}

extension Update.Event {
    /// The chat that it happened in, as far as that matters here.
    fileprivate var chat: Int64? {
        switch self {
        case .message(let message), .editedMessage(let message): message.chat.id
        case .messageReaction(let change): change.chat.id
        default: nil
        }
    }
}
