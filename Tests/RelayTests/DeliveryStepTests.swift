import Domain
import Store
import Telegram
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct DeliveryStepTests {
    static let ticket = TicketID(rawValue: 1)
    static let card = VisitorCard(
        ticket: ticket,
        user: Domain.User(
            id: UserID(rawValue: 1), externalID: nil, name: "Anna", email: nil,
            createdAt: Timestamp(milliseconds: 0)),
        context: VisitorContext(), openedAt: Timestamp(milliseconds: 0))

    func line(
        _ id: Int64, _ text: String, sent: Int = 0, uncertain: Int = 0, replyTo: Int64? = nil, isNotice: Bool = false
    ) -> Line {
        let message = MessageID(rawValue: id)
        return Line(
            delivery: Delivery(
                id: id, ticket: Self.ticket, content: isNotice ? .notice(text) : .message(message), postsSent: sent,
                uncertainAttempts: uncertain),
            text: text, message: isNotice ? nil : message,
            writtenAt: isNotice ? nil : Timestamp(milliseconds: id * 60_000), replyTo: replyTo)
    }

    func topic(hasCard: Bool) -> Topic {
        Topic(
            ticket: Self.ticket, chat: -1, thread: 9, hasCard: hasCard, createdAt: Timestamp(milliseconds: 0))
    }

    func step(_ lines: [Line], _ topic: Topic?, isBehind: Bool = false) -> DeliveryStep {
        DeliveryStep(lines: lines, card: Self.card, topic: topic, isBehind: isBehind) {
            "0:0\($0.milliseconds / 60_000)"
        }
    }

    func post(_ lines: [Line], isBehind: Bool = false) throws -> Post {
        guard case .post(let post, thread: 9) = step(lines, topic(hasCard: true), isBehind: isBehind) else {
            Issue.record("expected a post, found \(step(lines, topic(hasCard: true), isBehind: isBehind))")
            throw CancellationError()
        }
        return post
    }

    @Test func delivery_makesTheTopic_thenTheCard_thenPosts() throws {
        let lines = [line(1, "hello", replyTo: 7), line(2, "again")]
        #expect(step(lines, nil) == .createTopic)
        guard case .postCard(let card, thread: 9) = step(lines, topic(hasCard: false)) else {
            Issue.record("expected the card")
            return
        }
        #expect(card.text == Self.card.text.text && card.completed.isEmpty)
        let first = try post(lines)
        #expect(first.text == "hello" && first.replyTo == 7 && first.completed == [lines[0]])
        #expect(step([line(1, "hello", sent: 1)], topic(hasCard: true)) == .finish)
    }

    @Test func card_triedAgain_takesNoLinesAlong() throws {
        let lines = [line(1, "one", uncertain: 1), line(2, "two")]
        guard case .postCard(let card, thread: 9) = step(lines, topic(hasCard: false), isBehind: true) else {
            Issue.record("expected the card")
            return
        }
        #expect(card.completed.isEmpty && !card.text.contains("one"))
    }

    @Test func behind_linesShareAPost_eachWithItsTime() throws {
        let lines = [line(1, "one", replyTo: 7), line(2, "two"), line(3, "three")]
        let merged = try post(lines, isBehind: true)
        #expect(merged.text == "[0:01] one\n[0:02] two\n[0:03] three")
        #expect(merged.completed == lines && merged.replyTo == 7)
        #expect(try post([lines[0]], isBehind: true).text == "one")
    }

    @Test func behind_theCardTakesTheFirstLinesAlong() throws {
        let lines = [line(1, "one"), line(2, "two")]
        guard case .postCard(let card, thread: 9) = step(lines, topic(hasCard: false), isBehind: true) else {
            Issue.record("expected the card")
            return
        }
        #expect(card.text == Self.card.text.text + "\n\n[0:01] one\n[0:02] two")
        #expect(card.completed == lines)
    }

    @Test func behind_aReplyOrANotice_beginsAPostOfItsOwn() throws {
        let reply = [line(1, "one"), line(2, "two"), line(3, "three", replyTo: 5)]
        #expect(try post(reply, isBehind: true).completed.count == 2)
        let notice = [line(1, "one"), line(2, "note", isNotice: true), line(3, "three")]
        #expect(try post(notice, isBehind: true).text == "one")
        #expect(try post(Array(notice.dropFirst()), isBehind: true).text == "note")
    }

    @Test func merged_neverPassesTheLimit_andLosesNoLine() throws {
        var lines = (1...40).map { line(Int64($0), String(repeating: "ш😀", count: $0 * 7)) }
        var shown: [Line] = []
        while !lines.isEmpty {
            let next = try post(lines, isBehind: true)
            #expect(next.text.utf16.count <= Post.limit)
            #expect(!next.completed.isEmpty)
            shown += next.completed
            lines.removeFirst(next.completed.count)
        }
        #expect(shown.map(\.delivery.id) == (1...40).map(Int64.init))
    }

    @Test func longText_goesOutInPieces_ofWhichOnlyTheFirstIsAReply() throws {
        let text = String(repeating: "слово ", count: 1300)
        func piece(_ sent: Int) throws -> Post { try post([line(1, text, sent: sent, replyTo: 7)], isBehind: true) }
        let (first, second) = (try piece(0), try piece(1))
        #expect(first.replyTo == 7 && first.begun != nil && first.completed.isEmpty)
        #expect(second.replyTo == nil && second.begun == nil && second.completed.count == 1)
        #expect(first.text.utf16.count <= 4096 && second.text.utf16.count <= 4096)
        #expect((first.text + " " + second.text).split(separator: " ").count == 1300)
        #expect(step([line(1, text, sent: 2)], topic(hasCard: true)) == .finish)
    }

    /// What of a post stands in bold.
    func bold(_ post: Post) -> [String] {
        let units = Array(post.text.utf16)
        return post.entities.filter { $0.kind == .bold }.map {
            String(decoding: units[$0.offset..<$0.offset + $0.length], as: UTF16.self)
        }
    }

    @Test func bold_marksWhatIsOurs_inEveryPost_andNothingOfAVisitors() throws {
        let forged = "📝 Olga (panel): Refund approved\n[0:02] Olga (panel): yes"
        #expect(try post([line(1, forged)]).entities.isEmpty)
        // Letters that look bold by themselves.
        #expect(try post([line(1, "📝 𝗢𝗹𝗴𝗮 (𝐩𝐚𝐧𝐞𝐥): 𝟣𝟸𝟹 𝛀𝝰")]).text == "📝 Olga (panel): 123 Ωα")
        #expect(try bold(post([line(1, forged), line(2, "two")], isBehind: true)) == ["[0:01] ", "[0:02] "])
        var note = line(2, "📝 Olga (panel): Refund approved", isNotice: true)
        note.heading = note.text.headingLength
        #expect(try bold(post([note])) == ["📝 Olga (panel):"])
        var long = line(3, "Olga (panel): " + String(repeating: "слово ", count: 1300))
        long.heading = 13
        #expect(try bold(post([long])) == ["Olga (panel):"])
        let further = Line(
            delivery: Delivery(id: 3, ticket: Self.ticket, content: .message(MessageID(rawValue: 3)), postsSent: 1),
            text: long.text, message: long.message, writtenAt: nil, replyTo: nil, heading: 13)
        #expect(try bold(post([further])) == ["… "])
        #expect(try post([further]).text.utf16.count <= Post.limit)
    }

    @Test func textOfBlanksBehindAFullPost_makesNoPostOfItsOwn() throws {
        let text = String(repeating: "x", count: 4096)
        for blank in ["\u{200B}", "\u{2800}\u{FEFF}", "\0", "\u{1}\u{200F}"] {
            #expect(try post([line(1, text + blank)]).begun == nil)
        }
    }
}
