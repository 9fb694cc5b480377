import Domain
import Store

/// Decides which conversation posts next while several wait for the group's budget.
///
/// Calls take turns between four kinds of conversations; a kind without waiting conversations is skipped. Within a
/// kind, the network with the least waiting lines and recent posts goes first, and within a network the
/// conversation of which that is true. So a flood only delays itself. A few calls go to whoever has waited
/// longest, whatever they have had.
struct FairQueue {
    enum Kind: Equatable {
        /// The staff have written in it lately.
        case answered
        /// It has its topic.
        case running
        /// Its topic and card are created. Once its topic exists, it goes before others of
        /// this kind until it has its card.
        case firstContact
        /// The conversation that has waited longest.
        case longest
    }

    /// With a call every three seconds (the default), each running conversation that does not delay itself gets one
    /// within twelve seconds, and a first contact its two within another twelve. In the minute after a rush, with a
    /// call every 3.75 seconds, it is fifteen.
    static let round: [Kind] =
        [.answered, .firstContact, .running, .firstContact] + [.answered, .firstContact, .running, .firstContact]
        + [.answered, .firstContact, .running, .firstContact] + [.answered, .firstContact, .running, .longest]
    /// How long a post counts as recent.
    static let memory = Duration.seconds(600)
    /// The most posts remembered: five times as many as are made in that time at twenty a minute.
    static let mostPosts = 1000
    /// How many topics one network may have created at once, and after how long it may have one more: a third of what a
    /// group's budget allows. An office or a carrier behind one address is delayed by this, and not refused.
    static let topicBurst = 30
    static let topicInterval = Duration.seconds(20)
    /// The most networks whose topics are counted. Beyond it, networks that have used the least are forgotten.
    static let mostNetworks = 10_000

    typealias Instant = ContinuousClock.Instant

    private var position = 0
    private var posts: [(at: Instant, network: Int64?, ticket: TicketID)] = []
    /// When each network's allowance of topics will be full again.
    private var allowances: [Int64: Instant] = [:]

    /// The conversation whose turn it is; nil if there is none.
    ///
    /// - Parameter all: All waiting conversations, including those that can't have a turn at present.
    func next(
        of waiting: [WaitingConversation], among all: [WaitingConversation]? = nil, at now: Instant
    ) -> (conversation: WaitingConversation, kind: Kind)? {
        let candidates = waiting.filter { mayGo($0, at: now) }
        // Lines to banned visitors' topics make nobody else wait.
        let wanted = candidates.contains { !$0.isBanned } ? candidates.filter { !$0.isBanned } : candidates
        guard !wanted.isEmpty else { return nil }
        let load = Load(all ?? waiting, posts.filter { $0.at > now - Self.memory })
        for step in 0..<Self.round.count {
            let kind = Self.round[(position + step) % Self.round.count]
            guard let conversation = first(kind, of: wanted, load) else { continue }
            return (conversation, kind)
        }
        return nil
    }

    /// Notes that the conversation makes a call, so that the next turns go to others.
    mutating func take(_ conversation: WaitingConversation, as kind: Kind, at now: Instant) {
        for step in 0..<Self.round.count where Self.round[(position + step) % Self.round.count] == kind {
            position = (position + step + 1) % Self.round.count
            break
        }
        posts.removeAll { $0.at <= now - Self.memory }
        if posts.count >= Self.mostPosts { posts.removeFirst(posts.count - Self.mostPosts + 1) }
        posts.append((now, conversation.network, conversation.ticket))
        guard conversation.topic == .missing, let network = conversation.network else { return }
        if allowances.count >= Self.mostNetworks { allowances = allowances.filter { $0.value > now } }
        if allowances.count >= Self.mostNetworks, let least = allowances.min(by: { $0.value < $1.value }) {
            allowances[least.key] = nil
        }
        allowances[network] = max(allowances[network] ?? now, now) + Self.topicInterval
    }

    /// How long until a network may have another topic created; nil if no conversation waits for that.
    func wait(of waiting: [WaitingConversation], at now: Instant) -> Duration? {
        waiting.filter { !mayGo($0, at: now) }.compactMap { conversation in
            conversation.network.flatMap { allowances[$0] }.map { now.duration(to: $0 - Self.slack) }
        }.min()
    }

    private static let slack = topicInterval * (topicBurst - 1)

    private func mayGo(_ conversation: WaitingConversation, at now: Instant) -> Bool {
        guard conversation.topic == .missing, !conversation.isAnswered, let network = conversation.network,
            let whole = allowances[network]
        else { return true }
        return whole - Self.slack <= now
    }

    private func first(_ kind: Kind, of waiting: [WaitingConversation], _ load: Load) -> WaitingConversation? {
        switch kind {
        case .longest: return waiting.min { $0.first < $1.first }
        case .answered: return waiting.filter(\.isAnswered).min { load[$0] < load[$1] }
        case .running:
            return waiting.filter { !$0.isAnswered && $0.topic == .ready }.min { load[$0] < load[$1] }
        case .firstContact:
            let contacts = waiting.filter { !$0.isAnswered && $0.topic != .ready }
            return contacts.filter { $0.topic == .made }.min { load[$0] < load[$1] }
                ?? contacts.min { load[$0] < load[$1] }
        }
    }

    /// How many lines wait and were recently posted, by conversation and by network.
    private struct Load {
        private var networks: [Int64: Int] = [:]
        private var tickets: [TicketID: Int] = [:]

        init(_ waiting: [WaitingConversation], _ posts: [(at: Instant, network: Int64?, ticket: TicketID)]) {
            for post in posts {
                tickets[post.ticket, default: 0] += 1
                if let network = post.network { networks[network, default: 0] += 1 }
            }
            for conversation in waiting {
                guard let network = conversation.network else { continue }
                networks[network, default: 0] += conversation.lines
            }
        }

        /// The sort key: the load of the network, the load of the conversation, and since when it has waited.
        subscript(conversation: WaitingConversation) -> (Int, Int, Int64) {
            let own = conversation.lines + (tickets[conversation.ticket] ?? 0)
            return (conversation.network.flatMap { networks[$0] } ?? own, own, conversation.first)
        }
    }
}
