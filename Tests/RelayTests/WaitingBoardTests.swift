import Telegram
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct WaitingBoardTests {
    static let group: Int64 = -1_001_234_567_890

    func board(_ rows: [WaitingBoard.Row], count: Int? = nil, lag: (lines: Int, oldest: Duration)? = nil)
        -> WaitingBoard
    {
        WaitingBoard(rows: rows, count: count ?? rows.count, lag: lag, group: Self.group)
    }

    func row(_ name: String, _ minutes: Int, agent: String? = nil, thread: Int64? = 9) -> WaitingBoard.Row {
        WaitingBoard.Row(name: name, waits: .seconds(60 * minutes), agent: agent, thread: thread)
    }

    @Test func board_names_whoWaits_howLong_andWhoTookIt() {
        let board = board([row("#1 Шура 👋", 47, agent: "Olga"), row("#2", 3, thread: nil)])
        #expect(board.text == "❗️ 2 wait for an answer:\n• #1 Шура 👋 – 30 min – Olga\n• #2 – less than 5 min")
        let start = "❗️ 2 wait for an answer:\n• ".utf16.count
        #expect(
            board.entities == [
                MessageEntity(
                    .textLink, offset: start, length: "#1 Шура 👋".utf16.count, url: "https://t.me/c/1234567890/9")
            ])
        #expect(board.changesAfter == .seconds(120))
    }

    @Test func nobodyWaits_isSaid_andNeverChangesByItself() {
        #expect(board([]).text == "✅ All answered." && board([]).changesAfter == nil)
    }

    @Test func board_isBounded() {
        let rows = (1...30).map {
            row("#\($0) " + String(repeating: "ш😀", count: 100), 5, agent: String(repeating: "я", count: 500))
        }
        let board = board(rows, count: 300)
        #expect(board.text.hasSuffix("… and 280 more"))
        #expect(board.text.utf16.count <= 4096 && board.entities.count == 20)
    }

    @Test func lag_isSaid_onceItIsOne() {
        #expect(!board([], lag: (3, .seconds(59))).text.contains("Telegram"))
        #expect(
            board([], lag: (300, .seconds(1000))).text
                == "✅ All answered.\n⏳ Telegram takes no more at the moment: 300 lines wait, the oldest for 15 min.")
    }

    @Test(arguments: [
        (-5, "less than 5 min", 305), (0, "less than 5 min", 300), (299, "less than 5 min", 1), (300, "5 min", 300),
        (3599, "30 min", 1), (3600, "1 h", 3600), (86_400, "1 day", 86_400), (200_000, "2 days", 59_200),
    ])
    func waitTime_changesRarely(seconds: Int, text: String, changes: Int) {
        let time = WaitTime(.seconds(seconds))
        #expect(time.text(.english) == text && time.changesAfter == .seconds(changes))
    }

    @Test(arguments: [
        (65, "1 min"), (22 * 60, "22 min"), (3600, "1 h"), (105 * 60, "1 h 45 min"), (86_400, "1 day"),
        (100_000, "1 day 3 h"), (20, "1 min"),
    ])
    func waitTime_isSaidToTheMinute_whereItStays(seconds: Int, text: String) {
        #expect(WaitTime.exactly(.seconds(seconds), .english) == text)
    }

    @Test(arguments: [
        (0, "меньше 5 мин"), (900, "15 мин"), (7200, "2 ч"), (86_400, "1 день"), (200_000, "2 дня"),
        (432_000, "5 дней"), (21 * 86_400, "21 день"), (11 * 86_400, "11 дней"),
    ])
    func waitTime_isRightInRussian(seconds: Int, text: String) {
        #expect(WaitTime(.seconds(seconds)).text(.russian) == text)
    }
}
