import Backup
import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Rehearsal
@testable import TelegramSimulator

@Suite(.serialized, .timeLimit(.minutes(3))) struct RehearsalTests {
    /// Questions of many visitors, some answered, over a few hours.
    private static func traffic(_ random: inout SplitMix) -> Traffic {
        var at = Timestamp(milliseconds: 1_790_000_000_000)
        return Traffic(
            (0..<60).map { number in
                at = at.advanced(by: .seconds(Int.random(in: 0...40, using: &random)))
                let ticket = TicketID(rawValue: Int64.random(in: 1...12, using: &random))
                let isAnswer = number > 12 && Int.random(in: 0..<4, using: &random) == 0
                return WrittenLine(ticket: ticket, author: isAnswer ? .agent : .user, text: "line", at: at)
            })
    }

    @Test func everythingArrivesOnce_inItsTopic_whateverTelegramDoes() async throws {
        let folder = TemporaryFolder()
        var random = SplitMix(seed: 8)
        let traffic = Self.traffic(&random)
        var rehearsal = Rehearsal()
        rehearsal.speed = 600
        let outcome = try await rehearsal.play(traffic, in: folder.path)
        #expect(outcome.isWhole, "\(outcome)")
        #expect(outcome.questions == traffic.lines.count { $0.author == .user })
        #expect(outcome.answers > 0 && outcome.posts > 0)
        #expect(outcome.median <= outcome.ninetieth && outcome.ninetieth <= outcome.longest)
    }

    /// What is counted is told apart from what is well.
    @Test func whatIsMissing_orTwice_orElsewhere_isSaid() throws {
        let (one, other) = (TicketID(rawValue: 1), TicketID(rawValue: 2))
        func line(_ number: Int, _ ticket: TicketID) -> Play.Written {
            Play.Written(
                mark: "\u{E000}\(number)\u{E001}", ticket: ticket, isAnswer: false, at: Timestamp(milliseconds: 0))
        }
        let written = [line(0, one), line(1, one), line(2, other), line(3, other), line(4, one), line(5, other)]
        var bot = Person(id: 7, firstName: "Desk")
        bot.isBot = true
        let posts = try [
            (7, "\u{E000}1\u{E001}a\n\u{E000}0\u{E001}b"), (7, "\u{E000}2\u{E001}c"),
            (8, "\u{E000}3\u{E001}d\n\u{E000}5\u{E001}e"), (8, "\u{E000}3\u{E001}d\n\u{E000}5\u{E001}e"),
        ].enumerated().map { index, post in
            let text = try FormattedText(post.1, entities: [])
            return GroupMessage(id: index + 1, threadID: post.0, from: .member(bot), date: 1, content: .text(text))
        }
        let outcome = Outcome(written: written, heard: [], threads: [one: 7, other: 8], posts: posts, refused: 0)
        #expect(outcome.lost == 1 && outcome.doubled == 1 && outcome.misplaced == 1 && !outcome.isWhole)
    }

    @Test func traffic_isWhatPeopleWroteInTheLastDaysOfABackup() async throws {
        let folder = TemporaryFolder()
        let clock = MovableClock()
        let desk = try Desk(folder: folder.path + "/data", isMirrored: false, clock: { clock.now() })
        let token = try await desk.openSession(context: VisitorContext()).token
        for text in ["long ago", "yesterday", "today"] {
            clock.move(by: .seconds(20 * 3600))
            if text == "yesterday" { clock.move(by: .seconds(10 * 86_400)) }
            _ = try await desk.post(Desk.UserMessage(text: try MessageText(text)), by: token)
        }
        let backups = folder.path + "/backups"
        _ = try BackupFolder(path: backups).make(of: folder.path + "/data", version: "test")
        desk.close()
        let traffic = try Traffic(backup: backups, days: 2, scratch: folder.path)
        #expect(traffic.lines.map(\.text) == ["yesterday", "today"])
    }
}
