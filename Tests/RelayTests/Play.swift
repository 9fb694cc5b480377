import Domain
import Store
import Synchronization
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// Conversations of several visitors with the staff, and what was said in them.
final class Play: Sendable {
    static let olga = Participant.named("Olga")

    let fixture: RelayFixture
    private let visitors: [SessionToken]
    private let said: Mutex<[[String]]>
    private let answered: Mutex<[[String]]>

    init(_ fixture: RelayFixture, visitors count: Int) async throws {
        self.fixture = fixture
        var visitors: [SessionToken] = []
        for number in 1...count { visitors.append(try await fixture.visitor("Visitor \(number)")) }
        self.visitors = visitors
        said = Mutex(Array(repeating: [], count: count))
        answered = Mutex(Array(repeating: [], count: count))
    }

    private struct NoTopic: Error {}

    var indices: Range<Int> { visitors.indices }

    /// Every visitor writes so many lines, in turns.
    func say(_ count: Int = 1, only: Int? = nil, replyTo: MessageID? = nil) async throws {
        for _ in 0..<count {
            for visitor in indices where only ?? visitor == visitor {
                let text = said.withLock { said in
                    said[visitor].append("v\(visitor)-\(said[visitor].count);")
                    return said[visitor].last ?? ""
                }
                var message = Desk.UserMessage(text: try MessageText(text))
                message.replyTo = replyTo
                _ = try await fixture.desk.post(message, by: visitors[visitor])
            }
        }
    }

    /// The staff answer each visitor in the topic that there is now, or in another one.
    @discardableResult
    func answer(in former: Int? = nil) throws -> [GroupMessage] {
        try indices.map { visitor in
            let text = answered.withLock { answered in
                answered[visitor].append("a\(visitor)-\(answered[visitor].count);")
                return answered[visitor].last ?? ""
            }
            let topic = try former ?? topic(of: visitor)
            return try fixture.telegram.change { try $0.write(text, in: topic, by: Self.olga) }
        }
    }

    /// The answers read so now.
    func replaceAnswers(_ change: @escaping (String) -> String) {
        answered.withLock { $0 = $0.map { $0.map(change) } }
    }

    func topic(of visitor: Int) throws -> Int {
        let name = "#\(visitor + 1) "
        let topics = fixture.telegram.group.topics.values.filter { $0.name.contains(name) }
        guard let newest = topics.map(\.threadID).max() else { throw NoTopic() }
        return newest
    }

    func history(of visitor: Int) throws -> [Domain.Message] {
        try fixture.desk.conversation(of: visitors[visitor], before: nil, limit: 500).history.messages
    }

    /// Waits until the group has everything that the visitors wrote, and they what the staff did.
    func settle() async throws {
        let expected = answered.withLock { $0.map(\.count) }
        try await eventually {
            (try? fixture.desk.store.read { try $0.deliveryCounts().waiting }) == 0
                && indices.allSatisfy { visitor in
                    (try? history(of: visitor).count { $0.author == .agent }) == expected[visitor]
                }
        }
    }

    /// Every line is on the other side, in order, once, or twice where that is allowed.
    ///
    /// - Parameters:
    ///   - mayDouble: lines that the group may show twice.
    ///   - isReordered: whether the answers came in another order.
    func check(mayDouble: Int, isReordered: Bool) throws {
        var doubles = 0
        for visitor in indices {
            let posts = fixture.telegram.group.messages(in: try topic(of: visitor)).filter {
                $0.from != Self.olga
            }
            let shown = posts.compactMap(\.text).flatMap { text in
                text.matches(of: /v\d+-\d+;/).map { String($0.output) }
            }
            var firsts: [String] = []
            for line in shown where !firsts.contains(line) { firsts.append(line) }
            #expect(firsts == said.withLock { $0[visitor] })
            #expect(Dictionary(grouping: shown) { $0 }.values.allSatisfy { $0.count <= 2 })
            doubles += shown.count - firsts.count
            let read = try history(of: visitor).filter { $0.author == .agent }.map(\.text)
            let written = answered.withLock { $0[visitor] }
            #expect(isReordered ? read.sorted() == written.sorted() : read == written)
            #expect(try history(of: visitor).filter { $0.author == .user }.map(\.text) == said.withLock { $0[visitor] })
        }
        #expect(doubles <= mayDouble)
        #expect(try fixture.desk.store.read { try $0.deliveryCounts().failed } == 0)
        #expect(fixture.relay.trouble == nil)
    }
}
