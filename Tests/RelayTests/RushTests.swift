import Domain
import Store
import Telegram
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// Many visitors write within a minute and Telegram takes twenty posts in one: the plan itself, on a clock of its own.
@Suite struct RushTests {
    /// What came of a rush.
    struct Outcome {
        /// The calls made, topics included.
        var calls = 0
        /// Calls if each line had got a post of its own.
        var naiveCalls = 0
        var shown: [Int64: [Int64]] = [:]
        /// From a conversation's first line to the post that shows it.
        var firstWaits: [Duration] = []
        var longestWait = Duration.zero
    }

    struct Arrival {
        let id: Int64
        let ticket: Int64
        let at: Duration
    }

    /// - Parameter known: tickets up to this number have their topic already.
    func play(_ arrivals: [Arrival], known: Int64, perMinute: Int) -> Outcome {
        let start = ContinuousClock.now
        let arrivedAt = Dictionary(uniqueKeysWithValues: arrivals.map { ($0.id, $0.at) })
        var (now, turns, budget, outcome) = (start, FairQueue(), Budget(perMinute: perMinute, now: start), Outcome())
        var (topics, cards) = (Set(1...known), Set(1...known))
        var (coming, waiting) = (arrivals[...], [Arrival]())
        while !coming.isEmpty || !waiting.isEmpty {
            now += budget.wait(at: now)
            if waiting.isEmpty, let next = coming.first { now = max(now, start + next.at) }
            while let next = coming.first, start + next.at <= now { waiting.append(coming.removeFirst()) }
            let rows = Dictionary(grouping: waiting, by: \.ticket).map { ticket, arrivals in
                WaitingConversation(
                    ticket: TicketID(rawValue: ticket), first: arrivals[0].id, lines: arrivals.count,
                    topic: cards.contains(ticket) ? .ready : topics.contains(ticket) ? .made : .missing)
            }
            guard let turn = turns.next(of: rows, at: now) else { continue }
            let ticket = turn.conversation.ticket.rawValue
            let isBehind = budget.available(at: now) < DeliveryWorker.postsWanted(rows)
            budget.take(at: now)
            turns.take(turn.conversation, as: turn.kind, at: now)
            outcome.calls += 1
            let topic =
                topics.contains(ticket)
                ? Topic(
                    ticket: TicketID(rawValue: ticket), chat: -1, thread: ticket, hasCard: cards.contains(ticket),
                    createdAt: Timestamp(milliseconds: 0)) : nil
            let lines = waiting.filter { $0.ticket == ticket }.map { arrival in
                let delivery = Delivery(
                    id: arrival.id, ticket: TicketID(rawValue: ticket),
                    content: .message(MessageID(rawValue: arrival.id)))
                return Line(
                    delivery: delivery, text: "line \(delivery.id)", message: MessageID(rawValue: delivery.id),
                    writtenAt: Timestamp(milliseconds: 0), replyTo: nil)
            }
            let step = DeliveryStep(
                lines: lines, card: DeliveryStepTests.card, topic: topic, isBehind: isBehind, time: { _ in "00:00" })
            var shown: [Line] = []
            switch step {
            case .createTopic:
                topics.insert(ticket)
                outcome.naiveCalls += 2
                continue
            case .postCard(let post, _):
                cards.insert(ticket)
                shown = post.completed
            case .post(let post, _): shown = post.completed
            case .finish: break
            }
            for line in shown {
                let id = line.delivery.id
                let wait = start.duration(to: now) - (arrivedAt[id] ?? .zero)
                if ticket > known, outcome.shown[ticket] == nil { outcome.firstWaits.append(wait) }
                outcome.longestWait = max(outcome.longestWait, wait)
                outcome.shown[ticket, default: []].append(id)
                outcome.naiveCalls += 1
            }
            waiting.removeAll { arrival in shown.contains { $0.delivery.id == arrival.id } }
        }
        return outcome
    }

    @Test func threeHundredVisitorsInAMinute_areAllShown_inOrder_merged() {
        var random = SplitMix(seed: 300)
        // Three hundred new conversations and a hundred running ones, one to six lines each.
        let (fresh, known) = (300, Int64(100))
        let lines = (1...known + Int64(fresh)).flatMap { ticket in
            var at = Duration.milliseconds(Int.random(in: 0..<60_000, using: &random))
            return (0..<Int.random(in: 1...6, using: &random)).map { _ in
                defer { at += .milliseconds(Int.random(in: 1000...20_000, using: &random)) }
                return (ticket: ticket, at: at)
            }
        }.sorted { $0.at < $1.at }
        let arrivals = lines.enumerated().map { Arrival(id: Int64($0) + 1, ticket: $1.ticket, at: $1.at) }
        let outcome = play(arrivals, known: known, perMinute: 20)
        for (ticket, expected) in Dictionary(grouping: arrivals, by: \.ticket) {
            #expect(outcome.shown[ticket] == expected.map(\.id))
        }
        #expect(outcome.firstWaits.count == fresh)
        // What docs/telegram.md promises: at most three calls for each first contact before it, and its own two.
        let promise = Duration.seconds(60) * (3 * fresh) / 20 + .seconds(60)
        #expect(outcome.firstWaits.allSatisfy { $0 <= promise })
        // What docs/telegram.md states.
        #expect(lines.count == 1363 && outcome.naiveCalls == 1963)
        #expect(outcome.calls <= 715)
        #expect(outcome.longestWait < .seconds(35 * 60))
    }

    /// A stream of first contacts that never ends does not keep a running conversation waiting.
    @Test func firstContacts_doNotStarveARunningConversation() {
        let contacts = (0..<200).map { Arrival(id: Int64($0) + 2, ticket: Int64($0) + 2, at: .seconds(3 * $0)) }
        let outcome = play([Arrival(id: 1, ticket: 1, at: .zero)] + contacts, known: 1, perMinute: 20)
        #expect(outcome.shown[1] == [1])
        let running = play([Arrival(id: 1, ticket: 1, at: .zero)], known: 1, perMinute: 20)
        #expect(running.longestWait == .zero)
    }
}
