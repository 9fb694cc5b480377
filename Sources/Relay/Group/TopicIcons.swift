import Domain
import Logging
import Synchronization
import Telegram

/// The icons by which the list of topics shows what waits for an answer.
struct TopicIcons: Equatable {
    /// In the order of preference, without variation selectors: Telegram gives some with and some without.
    private static let wanted: [TicketStatus: [String]] = [
        .open: ["❗", "❓", "🔥"], .answered: ["💬", "📝"], .closed: ["✅", "🏁"],
    ]

    private let ids: [TicketStatus: String]

    /// Nil unless there is one for each status: half of them would say nothing.
    init?(offered: [IconSticker]) {
        var ids: [TicketStatus: String] = [:]
        for (status, emoji) in Self.wanted {
            let found = emoji.lazy.compactMap { emoji in offered.first { Self.bare($0.emoji) == emoji }?.customEmojiID }
            guard let id = found.first else { return nil }
            ids[status] = id
        }
        self.ids = ids
    }

    /// The group shows an archived topic as the closed one that it is.
    subscript(status: TicketStatus) -> String? { ids[status == .archived ? .closed : status] }

    private static func bare(_ emoji: String?) -> String {
        String(String.UnicodeScalarView((emoji ?? "").unicodeScalars.filter { $0 != "\u{FE0F}" }))
    }
}

/// What a worker knows of the icons that Telegram offers.
enum KnownIcons {
    /// Not asked yet, or in vain: not again before.
    case unknown(askedAgainAt: ContinuousClock.Instant?)
    case known(TopicIcons)
    /// There are none, or Telegram does not let the bot use them: the sign in the name says it.
    case none
}

extension DeliveryWorker {
    /// How long topics do without icons for a question to Telegram.
    private static let patience = Duration.seconds(15)

    /// The icons, asked for once. Nil if there are none, or Telegram does not say now: nothing waits for them.
    func topicIcons() async -> TopicIcons? {
        switch progress.withLock({ $0.icons }) {
        case .none: return nil
        case .known(let icons): return icons
        case .unknown(let time?) where time > .now: return nil
        case .unknown: break
        }
        do {
            let icons = TopicIcons(offered: try await bot.getForumTopicIconStickers(timeout: Self.patience))
            progress.withLock { $0.icons = icons.map(KnownIcons.known) ?? .none }
            return icons
        } catch {
            Log.telegram.error("icons not known", metadata: ["error": "\(error)"])
            progress.withLock { $0.icons = .unknown(askedAgainAt: .now + timings.configuration) }
            return nil
        }
    }
}

extension DeliveryWorker {
    /// Telegram offered an icon and does not take it.
    func refuseIcons(_ reason: String) {
        Log.telegram.error("icons refused; names show the status", metadata: ["error": "\(reason)"])
        progress.withLock { $0.icons = .none }
    }

    /// Makes a topic that shows its status by its icon, or else by its name.
    func createTopic(
        _ task: DeliveryTask, in group: Int64
    ) async throws(TelegramError) -> ForumTopic {
        let status = task.ticket.status
        if let icon = await topicIcons()?[status] {
            do {
                return try await bot.createForumTopic(
                    in: group, name: task.card.topicName(nil), iconCustomEmojiID: icon)
            } catch .badRequest(let reason) {
                refuseIcons(reason)
            }
        }
        return try await bot.createForumTopic(in: group, name: task.card.topicName(status))
    }
}
