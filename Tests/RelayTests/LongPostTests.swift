import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// A post that is longer than a message: visitors see several, and staff one.
@Suite(.serialized, .timeLimit(.minutes(1))) struct LongPostTests {
    static let long = (0..<1500).map { "word \($0)" }.joined(separator: " ")

    @Test(arguments: [
        ("/delete", ["taken back +0", "taken back +0"]), ("//inside", ["taken back +0", "taken back +0"]),
        ("short", ["short +0", "taken back +0"]),
    ])
    func whatBecomesOfThePost_becomesOfEachPiece(_ change: String, _ expected: [String]) async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, Self.long)])
            try await eventually { (try? fixture.seen().count) == 2 }
            // Telegram tells of an edit also when nothing has changed.
            try await intake.keep([fixture.line(11, Self.long, kind: "edited_message")])
            let next =
                change == "/delete"
                ? fixture.line(12, change, replyTo: 11) : fixture.line(11, change, kind: "edited_message")
            try await intake.keep([next])
            try await eventually { (try? fixture.seen()) == expected }
        }
        #expect(try fixture.notices().allSatisfy { !$0.hasPrefix("⚠️") })
    }
}
