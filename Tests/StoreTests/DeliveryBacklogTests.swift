import Domain
import TestSupport
import Testing

@testable import Store

/// What is known of how much waits, against what does wait.
struct DeliveryBacklogTests {
    private static let owner = DeliveryBacklog.Owner.network(7)
    private static let ticket = TicketID(rawValue: 3)

    /// How often it was counted.
    private final class Rows {
        var lines = 0
        var counts = 0
        func count(upTo limit: Int) -> Int {
            counts += 1
            return min(lines, limit)
        }
    }

    @Test func linesAreCountedAnew_onlyWhenTheAnswerMayHaveChanged() {
        var backlog = DeliveryBacklog()
        let rows = Rows()
        func isFull() -> Bool { backlog.isFull(Self.owner, limit: 20) { rows.count(upTo: 20) } }
        for _ in 0..<20 {
            #expect(!isFull())
            rows.lines += 1
            backlog.added(to: Self.ticket, by: [Self.owner])
        }
        #expect(rows.counts == 1)
        for _ in 0..<100 { #expect(isFull()) }
        #expect(rows.counts == 2)
        rows.lines -= 1
        backlog.left()
        #expect(!isFull())
        backlog.added(to: Self.ticket, by: [Self.owner])
        rows.lines += 1
        #expect(isFull())
    }

    @Test func whatOthersAdd_isFoundByForgetting() {
        var backlog = DeliveryBacklog()
        #expect(!backlog.isFull(Self.owner, limit: 20) { 0 })
        backlog.forget()
        #expect(backlog.isFull(Self.owner, limit: 20) { 20 })
    }

    @Test func digestIsKnown_untilSomethingGoesOrFollows() {
        var backlog = DeliveryBacklog()
        for change in [{ $0.left() }, { $0.added(to: Self.ticket, by: []) }] as [(inout DeliveryBacklog) -> Void] {
            backlog.endsWithDigest(Self.ticket, 9)
            backlog.added(to: TicketID(rawValue: 4), by: [Self.owner])
            #expect(backlog.digest(of: Self.ticket) == 9)
            change(&backlog)
            #expect(backlog.digest(of: Self.ticket) == nil)
        }
    }

    /// Random lines, deliveries and limits: it says the same as counting does.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func answers_areThoseOfCounting(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var backlog = DeliveryBacklog()
        var lines: [DeliveryBacklog.Owner: Int] = [:]
        let owners: [DeliveryBacklog.Owner] = [.user(UserID(rawValue: 1)), .user(UserID(rawValue: 2)), .network(1)]
        for _ in 0..<2000 {
            let owner = owners.randomElement(using: &random) ?? owners[0]
            let waiting = lines[owner, default: 0]
            if Bool.random(using: &random) {
                let limit = [20, 80].randomElement(using: &random) ?? 20
                #expect(backlog.isFull(owner, limit: limit) { min(waiting, limit) } == (waiting >= limit))
            } else if waiting > 0, Int.random(in: 0..<3, using: &random) == 0 {
                lines[owner] = Int.random(in: 0..<waiting, using: &random)
                backlog.left()
            } else {
                lines[owner] = waiting + 1
                backlog.added(to: Self.ticket, by: [owner])
            }
        }
    }
}
