import Domain
import Store

/// Which conversation posts next while several wait for the group's budget.
///
/// Calls go around among four kinds of conversations; a kind of which nothing waits is left out. Within a kind it is
/// the turn of whose network, and then of who themselves, has least waiting and was posted least of late, so that a
/// flood stands in its own way only; a few calls go to whoever has waited longest, whatever they have had.
struct FairQueue {
    enum Kind: Equatable {
        /// The staff write there.
        case answered
        /// It has its topic.
        case running
        /// Its topic and card are made; until both are, it is the same conversation's turn again.
        case firstContact
        /// Whoever has waited longest.
        case longest
    }

    /// At a call every three seconds (the default) each running conversation that is not in its own way has one within
    /// twelve, and a first contact its two within as many more; in the minute after a rush, at 3.75, within fifteen.
    static let round: [Kind] =
        [.answered, .firstContact, .running, .firstContact] + [.answered, .firstContact, .running, .firstContact]
        + [.answered, .firstContact, .running, .firstContact] + [.answered, .firstContact, .running, .longest]
    /// How long a post counts.
    static let memory = Duration.seconds(600)
    /// Posts remembered: those of the time at twenty a minute five times over.
    static let mostPosts = 1000
    /// New topics of one network: so many at once, and then one each time this has passed: a third of what a group's
    /// budget makes. An office or a carrier behind one address is delayed by it, and not refused.
    static let topicBurst = 30
    static let topicInterval = Duration.seconds(20)
    /// Networks whose topics are counted: past it those go that may have the most.
    static let mostNetworks = 10_000

    typealias Instant = ContinuousClock.Instant

    private var position = 0
    private var posts: [(at: Instant, network: Int64?, ticket: TicketID)] = []
    /// When each network's allowance of topics will be whole again.
    private var allowances: [Int64: Instant] = [:]

    /// Whose turn it is; nil if it is nobody's.
    ///
    /// - Parameter all: what waits altogether, those included that can't have a turn now.
    func next(
        of waiting: [WaitingConversation], among all: [WaitingConversation]? = nil, at now: Instant
    ) -> (conversation: WaitingConversation, kind: Kind)? {
        let candidates = waiting.filter { mayGo($0, at: now) }
        // What is left to say of somebody who is banned keeps nobody waiting.
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

    /// The conversation has a call: the turns after it are others'.
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

    /// How long until a network may have another topic; nil if no conversation waits for that.
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

    /// What conversations, and the networks that they come from, have waiting and were posted of late.
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

        /// To be compared: of the network, of the conversation, and since when it waits.
        subscript(conversation: WaitingConversation) -> (Int, Int, Int64) {
            let own = conversation.lines + (tickets[conversation.ticket] ?? 0)
            return (conversation.network.flatMap { networks[$0] } ?? own, own, conversation.first)
        }
    }
}
