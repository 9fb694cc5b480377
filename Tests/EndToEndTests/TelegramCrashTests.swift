import TelegramSimulator
import TestSupport
import Testing

/// The program is killed at random moments while it posts to Telegram: every message is in the topic afterwards, in
/// order, and each kill can have doubled no more than the one post that was under way.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TelegramCrashTests {
    static let kills = 100

    @Test func everyMessage_isInTheTopic_howeverOftenTheProgramIsKilled() async throws {
        let fixture = try TelegramFixture()
        var random = SplitMix(seed: 11)
        var program = try await fixture.start(updates: "off")
        let token = try await APIClient(port: program.port).openSession()
        // A topic that is being made when the program is killed may be made twice; here it is the posts that count.
        var sent = ["first"]
        try await APIClient(port: program.port).say("first", as: token)
        try await eventually { fixture.delivered == sent }
        for kill in 0..<Self.kills {
            let client = try APIClient(port: program.port)
            for line in 0..<Int.random(in: 1...3, using: &random) {
                let text = "k\(kill)-\(line)"
                try await client.say(text, as: token)
                sent.append(text)
            }
            // Somewhere between the first call and the last: after so many calls more than there have been.
            let calls = (fixture.telegram.group.calls.last?.number ?? 0) + Int.random(in: 0...3, using: &random)
            _ = await fixture.telegram.wait(atMost: .milliseconds(40)) { ($0.calls.last?.number ?? 0) >= calls }
            program.kill()
            program = try await fixture.start(updates: "off")
        }
        let last = try #require(sent.last)
        try await eventually { fixture.delivered.last == last }
        let delivered = fixture.delivered
        let firsts = delivered.enumerated().filter { delivered.firstIndex(of: $1) == $0 }.map(\.1)
        #expect(firsts == sent)
        #expect(delivered.count - firsts.count <= Self.kills)
        #expect(fixture.telegram.group.topics.count == 1)
        #expect(try await program.stop() == 0)
    }
}
