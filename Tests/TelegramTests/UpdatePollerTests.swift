import Synchronization
import Telegram
import TelegramSimulator
import TestSupport
import Testing

private let ann = Participant.named("Ann")

/// What a poller did, for a test to look at.
private final class Log: Sendable {
    private struct State {
        var batches: [[RawUpdate]] = []
        var reports: [String] = []
        var waits: [Duration] = []
        var failures = 0
    }

    private let state = Mutex(State())

    /// - Parameter failures: How many of the first batches are not stored.
    init(failures: Int = 0) { state.withLock { $0.failures = failures } }

    var batches: [[RawUpdate]] { state.withLock { $0.batches } }
    var reports: [String] { state.withLock { $0.reports } }
    var waits: [Duration] { state.withLock { $0.waits } }

    func store(_ batch: [RawUpdate]) throws {
        let fails = state.withLock { state in
            state.batches.append(batch)
            state.failures -= 1
            return state.failures >= 0
        }
        if fails { throw DiskFull() }
    }

    func report(_ report: UpdatePoller.Report) {
        state.withLock { state in
            switch report {
            case .failed(let error, let wait):
                state.reports.append("\(error)")
                state.waits.append(wait)
            case .notHandled(let error, let wait):
                state.reports.append("\(error)")
                state.waits.append(wait)
            case .recovered: state.reports.append("recovered")
            }
        }
    }
}

private struct DiskFull: Error {}

extension SimulatedTelegram {
    /// Polls until `condition` holds, without waiting after failures.
    fileprivate func poll(_ log: Log, until condition: () -> Bool) async throws {
        let poller = UpdatePoller(client: bot, sleep: { _ in await Task.yield() }, report: log.report)
        let task = Task { await failure { () throws(TelegramError) in try await poller.run { try log.store($0) } } }
        defer { task.cancel() }
        try await eventually(condition)
        task.cancel()
        #expect(await task.value == nil)
    }

    fileprivate func say(_ text: String) throws {
        try simulator.change { group throws(APIError) in _ = try group.write(text, by: ann) }
    }
}

private func texts(_ batches: [[RawUpdate]]) -> [[String]] {
    batches.map { batch in
        batch.map { raw in
            guard case .message(let message) = Update(raw).event else { return "?" }
            return message.text
        }
    }
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct UpdatePollerTests {
    @Test func poller_deliversWhatHappens_once() async throws {
        try await SimulatedTelegram.run { telegram in
            let log = Log()
            try telegram.say("one")
            try telegram.say("two")
            try await telegram.poll(log) { telegram.group.pendingUpdates.isEmpty && !log.batches.isEmpty }
            #expect(texts(log.batches) == [["one", "two"]])
            try telegram.say("three")
            try await telegram.poll(log) { telegram.group.pendingUpdates.isEmpty && log.batches.count > 1 }
            #expect(texts(log.batches) == [["one", "two"], ["three"]])
            #expect(log.reports.isEmpty)
        }
    }

    @Test func poller_asksForTheKindsItUnderstands_andWaitsForThem() async throws {
        try await SimulatedTelegram.run { telegram in
            try telegram.say("one")
            let log = Log()
            try await telegram.poll(log) { telegram.calls(of: "getUpdates").count > 1 }
            let calls = telegram.calls(of: "getUpdates")
            #expect(calls[0]["offset"] == nil && calls[0]["timeout"] == 50)
            let kinds = calls[0]["allowed_updates"]?.elements ?? []
            #expect(kinds.contains("message_reaction"))
            #expect(calls[1]["offset"]?.integer == log.batches[0].last.map { Int($0.id) + 1 })
        }
    }

    @Test func poller_asksForTheSameAgain_whenItWasNotStored() async throws {
        try await SimulatedTelegram.run { telegram in
            let log = Log(failures: 3)
            try telegram.say("one")
            try await telegram.poll(log) { telegram.group.pendingUpdates.isEmpty }
            #expect(texts(log.batches) == [["one"], ["one"], ["one"], ["one"]])
            #expect(log.reports == ["DiskFull()", "DiskFull()", "DiskFull()", "recovered"])
            #expect(zip(log.waits, [1, 2, 4]).allSatisfy { $0 <= .seconds($1) && $0 >= .seconds($1) / 2 })
        }
    }

    @Test func poller_goesOn_pastAnUpdateItDoesNotUnderstand() async throws {
        try await SimulatedTelegram.run { telegram in
            let log = Log()
            telegram.simulator.change { $0.inject("message", ["nonsense": [1, 2]]) }
            try telegram.say("after")
            try await telegram.poll(log) { telegram.group.pendingUpdates.isEmpty && !log.batches.isEmpty }
            #expect(texts(log.batches) == [["?", "after"]])
        }
    }

    @Test func poller_comesBack_afterFailuresOfEachSort() async throws {
        try await SimulatedTelegram.run { telegram in
            telegram.fail("getUpdates", .page(status: 502))
            telegram.fail("getUpdates", .dropBefore)
            telegram.fail("getUpdates", .tooManyRequests(retryAfter: 17))
            let log = Log()
            try telegram.say("one")
            try await telegram.poll(log) { telegram.group.pendingUpdates.isEmpty && !log.batches.isEmpty }
            #expect(texts(log.batches) == [["one"]])
            #expect(log.reports.count == 4 && log.reports.last == "recovered")
            #expect(log.waits.count == 3 && log.waits[2] == .seconds(17))
            #expect(log.waits[0] <= .seconds(1) && log.waits[1] <= .seconds(2))
        }
    }

    /// A Telegram that keeps the connection and says nothing is as bad as one that is not there.
    @Test func poller_reportsSilence_andGoesOnAfterIt() async throws {
        try await SimulatedTelegram.run { telegram in
            telegram.simulator.change { $0.add(Fault(.none, method: "getUpdates", delay: .seconds(20))) }
            let log = Log()
            try telegram.say("one")
            let poller = UpdatePoller(
                client: telegram.bot, longPoll: .zero, slack: .milliseconds(200), sleep: { _ in }, report: log.report)
            let start = ContinuousClock.now
            let task = Task { await failure { () throws(TelegramError) in try await poller.run { try log.store($0) } } }
            try await eventually { !log.batches.isEmpty }
            task.cancel()
            #expect(await task.value == nil)
            #expect(log.reports.first?.contains("timed out") == true && log.reports.last == "recovered")
            #expect(start.duration(to: .now) < .seconds(15))
        }
    }

    @Test func poller_stops_whenAWebhookIsSet() async throws {
        try await SimulatedTelegram.run { telegram in
            try await telegram.bot.setWebhook(
                url: "https://desk.example/tg", secretToken: "s", allowedUpdates: UpdateKind.allCases)
            let poller = UpdatePoller(client: telegram.bot, report: Log().report)
            let stopped = await failure { () throws(TelegramError) in try await poller.run { _ in } }
            #expect(stopped == .conflict(.webhookIsSet))
        }
    }

    @Test func poller_isTold_whenAnotherOneTakesItsPlace() async throws {
        try await SimulatedTelegram.run { telegram in
            let log = Log()
            let poller = UpdatePoller(
                client: telegram.bot, sleep: { _ in try await Task.sleep(for: .seconds(3600)) }, report: log.report)
            let task = Task { await failure { () throws(TelegramError) in try await poller.run { _ in } } }
            await telegram.simulator.wait { $0.calls.count == 1 }
            _ = try await telegram.bot.getUpdates(offset: nil, wait: .zero, allowedUpdates: [])
            try await eventually { log.reports == ["\(TelegramError.conflict(.otherPoller))"] }
            // It waits now; being cancelled ends that too.
            task.cancel()
            #expect(await task.value == nil)
        }
    }

    @Test func poller_ends_whenTheTokenIsWrong() async throws {
        try await SimulatedTelegram.run { telegram in
            let stranger = BotClient(token: "1:a-token-of-another-bot", apiURL: telegram.url, session: telegram.session)
            let poller = UpdatePoller(client: stranger) { _ in }
            let error = await failure { () throws(TelegramError) in try await poller.run { _ in } }
            #expect(error == .unauthorized("Unauthorized"))
        }
    }

    @Test func poller_endsAtOnce_whenCancelledDuringALongPoll() async throws {
        try await SimulatedTelegram.run { telegram in
            let log = Log()
            let poller = UpdatePoller(client: telegram.bot, report: log.report)
            let task = Task { await failure { () throws(TelegramError) in try await poller.run { _ in } } }
            await telegram.simulator.wait { !$0.calls.isEmpty }
            task.cancel()
            #expect(await task.value == nil)
            #expect(log.reports.isEmpty)
        }
    }
}
