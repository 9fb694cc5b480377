import Domain
import Realtime
import Synchronization
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store
@testable import Telegram

/// Somebody floods the desk: the outbox and its turns on a clock of their own, with the real store. The whole program
/// under a flood is `scripts/abuse/flood`.
@Suite(.serialized, .timeLimit(.minutes(4))) struct FloodTests {
    struct Flood: Sendable, CustomTestStringConvertible {
        let networks: Int
        let sessionsOfEach: Int
        let lines: Int
        /// Whether the honest visitors come from a network of the flood's.
        var isShared = false

        var testDescription: String {
            "\(lines) lines of \(networks) networks with \(sessionsOfEach) sessions each\(isShared ? ", shared" : "")"
        }
    }

    static let group: Int64 = -100

    /// A desk whose outbox is worked off at twenty calls a minute by nobody but this.
    final class Outbox {
        let folder = TemporaryFolder()
        let clock = MovableClock()
        let desk: Desk
        private let worker: DeliveryWorker
        private var budget: Budget
        private var queue = FairQueue()
        var now = ContinuousClock.now
        private var thread: Int64 = 1

        init() throws {
            let clock = clock
            desk = try Desk(folder: folder.path, isMirrored: true) { clock.now() }
            let relay = try Relay(desk: desk, group: FloodTests.group)
            let bot = BotClient(token: "1:none", apiURL: "http://127.0.0.1:1", session: CurlSession())
            worker = DeliveryWorker(relay: relay, bot: bot, perMinute: 20)
            budget = Budget(perMinute: 20, now: now)
        }

        func say(_ text: String, from network: Int64, as token: SessionToken) async throws -> TicketID {
            var message = Desk.UserMessage(text: try MessageText(text))
            message.network = network
            return try await desk.post(message, by: token).ticket.id
        }

        /// Every session of the flood writes its share, the networks in queue.
        func flood(_ flood: Flood) async throws {
            var tokens: [(SessionToken, Int64)] = []
            for _ in 0..<flood.sessionsOfEach {
                for network in 1...flood.networks {
                    tokens.append((try await desk.openSession(context: VisitorContext()).token, Int64(network)))
                }
            }
            let (desk, now) = (desk, clock.now())
            try await desk.store.write { [tokens] transaction in
                let text = try MessageText(String(repeating: "spam ", count: 20))
                for number in 0..<flood.lines {
                    let (token, network) = tokens[number % tokens.count]
                    let state = try transaction.read.valid(token, at: now)
                    let chat = try state.chat ?? transaction.openChat(for: state.user.id, now: now)
                    let posted = try transaction.post(MessageDraft(author: .user, text: text), ticket: chat, now: now)
                    try transaction.enqueueDelivery(of: posted.message, by: state.user.id, from: network)
                }
            }
        }

        /// Makes the next call. Returns which conversation's it was, and whether it showed a line.
        func call() async throws -> (ticket: TicketID, shows: Bool)? {
            let wait = budget.wait(at: now)
            now += wait
            clock.move(by: wait)
            let since = clock.now().advanced(by: .zero - DeliveryWorker.answerLasts)
            let waiting = try desk.store.read {
                try $0.waitingConversations(in: FloodTests.group, answeredSince: since)
            }
            guard let turn = queue.next(of: waiting, at: now) else { return nil }
            let isBehind = budget.available(at: now) < DeliveryWorker.postsWanted(waiting)
            let task = try desk.store.read { reader in
                try DeliveryTask(
                    try reader.deliveries(of: turn.conversation.ticket, limit: 101), reader, group: FloodTests.group,
                    words: desk.words,
                    isBehind: isBehind)
            }
            queue.take(turn.conversation, as: turn.kind, at: now)
            budget.take(at: now)
            thread += 1
            let effect: DeliveryEffect =
                switch task.step {
                case .createTopic:
                    .topicCreated(ForumTopic(threadID: thread, name: "#\(task.ticket.id)", iconCustomEmojiID: nil))
                case .postCard(let post, _): .cardPosted(thread, post)
                case .post(let post, _): .posted(thread, post)
                case .finish: .nothing
                }
            try await worker.record(effect, of: task, in: FloodTests.group)
            let shows = if case .createTopic = task.step { false } else { true }
            return (task.ticket.id, shows)
        }

        /// It is refused for good.
        func giveUp(_ delivery: Delivery) async throws { try await worker.giveUp([delivery], reason: "refused") }

        /// How long it takes until each of these has shown a line.
        func waits(for tickets: [TicketID], atMost calls: Int = 60) async throws -> [TicketID: Duration] {
            let start = now
            var waits: [TicketID: Duration] = [:]
            for _ in 0..<calls where waits.count < tickets.count {
                guard let (ticket, shows) = try await call() else { break }
                if shows, tickets.contains(ticket), waits[ticket] == nil { waits[ticket] = start.duration(to: now) }
            }
            return waits
        }
    }

    @Test(
        arguments: [
            Flood(networks: 1, sessionsOfEach: 40, lines: 2300),
            Flood(networks: 1, sessionsOfEach: 40, lines: 2300, isShared: true),
            Flood(networks: 1000, sessionsOfEach: 1, lines: 6000),
            Flood(networks: 200, sessionsOfEach: 20, lines: 4000),
        ])
    func runningConversation_andNewVisitor_areHeard(flood: Flood) async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let network: Int64 = flood.isShared ? 1 : 1_000_000
        // Two conversations that run already: one the staff have answered, one that they have not.
        var running: [SessionToken] = []
        for number in 0..<2 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            let ticket = try await outbox.say("hello", from: network + Int64(number), as: token)
            #expect(try await outbox.waits(for: [ticket]).count == 1)
            if number == 0 {
                _ = try await outbox.desk.answer(
                    Desk.StaffMessage(text: MessageText("yes?")), in: ticket, by: nil, as: .operatorKey)
            }
            running.append(token)
        }
        try await outbox.flood(flood)
        // After a while of it, again and again.
        for round in 1...3 {
            for _ in 0..<20 { _ = try await outbox.call() }
            var tickets: [TicketID] = []
            for (number, token) in running.enumerated() {
                tickets.append(try await outbox.say("line \(round)", from: network + Int64(number), as: token))
            }
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            let new = try await outbox.say("help", from: network + Int64(10 + round), as: token)
            let waits = try await outbox.waits(for: tickets + [new])
            for ticket in tickets { #expect(waits[ticket] ?? .seconds(999) <= .seconds(15)) }
            #expect(waits[new] ?? .seconds(999) <= .seconds(60))
        }
    }

    @Test func whatExceedsOnesShare_staysInThePanel_andIsToldAsANumber() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let token = try await outbox.desk.openSession(context: VisitorContext()).token
        var ticket = TicketID(rawValue: 0)
        let most = DeliveryQuotas.calm.ofUser
        for number in 1...most + 30 { ticket = try await outbox.say("line \(number)", from: 1, as: token) }
        let waiting = try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 1000) }
        #expect(waiting.count == most + 1)
        guard case .digest(30, let last) = waiting.last?.content else {
            Issue.record("expected a digest, found \(String(describing: waiting.last))")
            return
        }
        // All of it is in the panel.
        let history = try outbox.desk.conversation(of: token, before: nil, limit: most + 30).history.messages
        #expect(history.count == most + 30 && history.last?.id == last)
        // What comes while the digest is under way is told by another.
        let digest = try #require(waiting.last)
        _ = try await outbox.say("one more", from: 1, as: token)
        try await outbox.desk.store.write { try $0.complete(digest) }
        let rest = try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 1000) }
        guard case .digest(1, _) = rest.last?.content else {
            Issue.record("expected the rest, found \(String(describing: rest.last))")
            return
        }
        while try await outbox.call() != nil {}
        #expect(try outbox.desk.store.read { try $0.deliveryCounts().waiting } == 0)
        _ = try await outbox.say("calm again", from: 1, as: token)
        let calm = try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 9) }
        guard case .message = calm.first?.content else {
            Issue.record("expected a line, found \(calm)")
            return
        }
    }

    /// Each line of theirs would be somebody else's minute.
    @Test func whileTheWholeSiteIsCrowded_lessMayWaitOfEach() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        try await outbox.flood(Flood(networks: 200, sessionsOfEach: 1, lines: DeliveryQuotas.crowd + 1))
        let (most, desk) = (DeliveryQuotas.crowded, outbox.desk)
        func say(_ lines: Int, from network: Int64) async throws -> [Delivery] {
            let token = try await desk.openSession(context: VisitorContext()).token
            var ticket = TicketID(rawValue: 0)
            for number in 1...lines { ticket = try await outbox.say("line \(number)", from: network, as: token) }
            return try desk.store.read { [ticket] in try $0.deliveries(of: ticket, limit: 99) }
        }
        let ofUser = try await say(most.ofUser + 5, from: 1_000_000)
        #expect(ofUser.count == most.ofUser + 1)
        guard case .digest(5, _) = ofUser.last?.content else {
            Issue.record("expected a digest, found \(String(describing: ofUser.last))")
            return
        }
        for _ in 0..<most.ofNetwork / most.ofUser { _ = try await say(most.ofUser, from: 2_000_000) }
        #expect(try await say(3, from: 2_000_000).count == 2)
        let parked = try desk.store.read { try $0.deliveryCounts().parked }
        for _ in 0..<most.firstContacts + 2 { _ = try await say(1, from: 3_000_000) }
        #expect(try desk.store.read { try $0.deliveryCounts().parked } == parked + 2)
    }

    @Test func firstContactsOfOneNetwork_waitInThePanel_untilOthersAreThrough_orTheStaffAnswer() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let most = DeliveryQuotas.calm.firstContacts
        var tickets: [TicketID] = []
        for _ in 0..<most + 5 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            tickets.append(try await outbox.say("hello", from: 1, as: token))
        }
        func counts() throws -> [Int] {
            let counts = try outbox.desk.store.read { try $0.deliveryCounts() }
            return [counts.waiting, counts.parked]
        }
        #expect(try counts() == [most, 5])
        let last = try #require(tickets.last)
        let answer = Desk.StaffMessage(text: try MessageText("yes?"))
        _ = try await outbox.desk.answer(answer, in: last, by: nil, as: .operatorKey)
        #expect(try counts() == [most + 2, 4])
        #expect(try await outbox.waits(for: [last])[last] ?? .seconds(999) <= .seconds(15))
        // Nobody is left behind in the end, at the rate of one network's topics.
        for _ in 0..<3000 where try counts() != [0, 0] {
            if try await outbox.call() == nil { outbox.letPass(.seconds(5)) }
        }
        #expect(try counts() == [0, 0])
    }

    @Test func ban_parksWhatWaits_andItsEndBringsItBack() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let token = try await outbox.desk.openSession(context: VisitorContext()).token
        let ticket = try await outbox.say("hello", from: 1, as: token)
        // Nothing has been posted yet: no topic is made to say that somebody is banned.
        for text in ["one", "two"] { _ = try await outbox.say(text, from: 1, as: token) }
        _ = try await outbox.desk.setBanned(true, userOf: ticket, by: .tester)
        #expect(try outbox.desk.store.read { try $0.deliveryCounts().waiting } == 0)
        #expect(try await outbox.call() == nil)
        _ = try await outbox.desk.setBanned(false, userOf: ticket, by: .tester)
        #expect(try await outbox.waits(for: [ticket]).count == 1)
        while try await outbox.call() != nil {}
        // With a topic, the end of the ban says what came of what waited.
        for text in ["three", "four"] { _ = try await outbox.say(text, from: 1, as: token) }
        _ = try await outbox.desk.setBanned(true, userOf: ticket, by: .tester)
        let banned = try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 9) }
        #expect(banned.count == 1 && banned.allSatisfy { $0.message == nil })
        _ = try await outbox.desk.setBanned(false, userOf: ticket, by: .tester)
        let back = try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 9) }
        #expect(back.compactMap(\.message).count == 2)
        guard case .notice(let text) = back.last?.content else {
            Issue.record("expected a notice, found \(back)")
            return
        }
        #expect(text.contains("2"))
    }

    @Test func whatABanParked_takesNobodysPlace() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        for _ in 0..<3 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            var ticket = TicketID(rawValue: 0)
            for number in 0..<DeliveryQuotas.calm.ofUser {
                ticket = try await outbox.say("spam \(number)", from: 1, as: token)
            }
            _ = try await outbox.desk.setBanned(true, userOf: ticket, by: .tester)
            // No topic is made to say what became of it.
            try await outbox.desk.store.write { [ticket] in try $0.enqueuePassingNotice("x", ticket: ticket) }
        }
        #expect(try outbox.desk.store.read { try $0.deliveryCounts().waiting } == 0)
        let token = try await outbox.desk.openSession(context: VisitorContext()).token
        var ticket = TicketID(rawValue: 0)
        for number in 0..<30 { ticket = try await outbox.say("line \(number)", from: 1, as: token) }
        #expect(
            try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 99) }.compactMap(\.message).count == 30)
    }

    @Test func whatWaitsOfANetwork_isCountedInAnIndex() throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let plan = try outbox.desk.store.read { reader in
            try reader.connection.all(
                "EXPLAIN QUERY PLAN SELECT 1 FROM deliveries WHERE network = 1 AND parked IN (0, 1) LIMIT 600"
            ) { try $0[3] as String }
        }
        #expect(plan.joined().contains("COVERING INDEX deliveries_by_network (network=? AND parked=?)"))
    }

    @Test func firstContactsOfTheBanned_areNotWaitedFor() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        var tickets: [TicketID] = []
        for network: Int64 in 1...40 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            tickets.append(try await outbox.say("spam", from: network, as: token))
        }
        #expect(try outbox.desk.firstContacts().waiting == 40)
        for ticket in tickets { _ = try await outbox.desk.setBanned(true, userOf: ticket, by: .tester) }
        #expect(try outbox.desk.firstContacts().waiting == 0)
    }

    /// By another bot perhaps, whose worker sleeps.
    @Test func firstContactThatNeedNotWaitAnyMore_isNoticed() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        var tickets: [TicketID] = []
        for _ in 0..<DeliveryQuotas.calm.firstContacts + 2 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            tickets.append(try await outbox.say("hello", from: 1, as: token))
        }
        let (first, second) = (tickets[0], tickets[1])
        var changes = outbox.desk.wakes.count(of: .delivery)
        func isNoticed() -> Bool {
            defer { changes = outbox.desk.wakes.count(of: .delivery) }
            return outbox.desk.wakes.count(of: .delivery) > changes
        }
        let line = try #require(try outbox.desk.store.read { try $0.deliveries(of: first, limit: 1) }.first)
        try await outbox.desk.store.write { try $0.complete(line) }
        #expect(isNoticed())
        try await outbox.desk.store.write { transaction in
            try transaction.setBanned(true, user: transaction.read.existing(second).user, now: .now())
        }
        #expect(isNoticed())
        #expect(try outbox.desk.store.read { try $0.deliveryCounts().parked } == 1)
    }

    @Test func numberThatCouldNotBeTold_isToldLater_withWhatCameMeanwhile() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let token = try await outbox.desk.openSession(context: VisitorContext()).token
        var ticket = TicketID(rawValue: 0)
        for number in 1...DeliveryQuotas.calm.ofUser + 30 {
            ticket = try await outbox.say("line \(number)", from: 1, as: token)
        }
        func waiting() throws -> [Delivery] {
            try outbox.desk.store.read { try $0.deliveries(of: ticket, limit: 1000) }
        }
        let digest = try #require(try waiting().last)
        guard case .digest(30, let last) = digest.content else {
            Issue.record("expected a digest, found \(digest)")
            return
        }
        try await outbox.desk.store.write { try $0.markUncertain(digest) }
        _ = try await outbox.say("one more", from: 1, as: token)
        try await outbox.giveUp(digest)
        let rest = try waiting().suffix(2)
        guard case .digest(1, _) = rest.first?.content, case .notice(let text) = rest.last?.content else {
            Issue.record("expected the rest and a notice, found \(rest)")
            return
        }
        #expect(rest.first?.uncertainAttempts == 0)
        #expect(text.contains("30") && text.contains("refused"))
        #expect(try outbox.desk.store.read { try $0.undelivered(before: nil, limit: 9) }.map(\.message) == [last])
    }

    @Test func closingAndOpeningWithoutEnd_leavesFewLines() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let token = try await outbox.desk.openSession(context: VisitorContext()).token
        let ticket = try await outbox.say("hello", from: 1, as: token)
        for number in 0..<200 { _ = try await outbox.desk.setClosed(number % 2 == 0, ticket, by: token) }
        #expect(try outbox.desk.store.read { try $0.deliveryCounts().waiting } <= DeliveryQuotas.crowded.ofUser)
    }
}

extension FloodTests {
    /// What a visitor does beside writing takes the same queue.
    @Test func closingAndOpeningOfManyConversations_delaysNobodyElse() async throws {
        let outbox = try Outbox()
        defer { outbox.desk.close() }
        let answer = Desk.StaffMessage(text: try MessageText("yes?"))
        var conversations: [(SessionToken, TicketID)] = []
        for number in 0...40 {
            let token = try await outbox.desk.openSession(context: VisitorContext()).token
            let ticket = try await outbox.say("hello", from: number == 0 ? 2 : 1, as: token)
            _ = try await outbox.desk.answer(answer, in: ticket, by: nil, as: .operatorKey)
            conversations.append((token, ticket))
        }
        while try await outbox.call() != nil {}
        let (honest, ticket) = conversations.removeFirst()
        for round in 0..<3 {
            for turn in 0..<20 {
                for (token, toggled) in conversations {
                    _ = try await outbox.desk.setClosed(turn % 2 == 0, toggled, by: token, from: 1)
                }
                _ = try await outbox.call()
            }
            _ = try await outbox.say("line \(round)", from: 2, as: honest)
            #expect(try await outbox.waits(for: [ticket])[ticket] ?? .seconds(999) <= .seconds(15))
        }
    }
}

extension FloodTests.Outbox {
    /// Nothing may be posted for so long.
    func letPass(_ duration: Duration) {
        now += duration
        clock.move(by: duration)
    }
}
