import Domain
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

/// What the desk makes of the machine's clock: time that passes, and clocks that jump.
@Suite struct ClockTests {
    private let clock = MovableClock()
    private let folder = TemporaryFolder()
    private let desk: Desk
    private let janitor: Janitor

    init() throws {
        let clock = clock
        desk = try Desk(folder: folder.path, isMirrored: false) { clock.now() }
        janitor = Janitor(desk: desk)
    }

    private func visitor() async throws -> SessionToken {
        let token = try await desk.openSession(context: VisitorContext()).token
        _ = try await desk.post(Desk.UserMessage(text: MessageText("a")), by: token)
        return token
    }

    private func isKnown(_ token: SessionToken) -> Bool { (try? desk.session(token)) != nil }

    @Test func clockThatJumpsHalfAYearAhead_endsNoConversation_andIsTold() async throws {
        let token = try await visitor()
        try await janitor.sweep()
        #expect(desk.signals.all.isEmpty)
        clock.move(by: .seconds(200 * 86_400))
        for _ in 0..<48 { try await janitor.sweep() }
        #expect(isKnown(token))
        #expect(desk.signals.all == [.clockAhead])
        clock.move(by: .zero - .seconds(200 * 86_400))
        try await janitor.sweep()
        #expect(isKnown(token))
        #expect(desk.signals.all.isEmpty)
    }

    @Test func clockThatJumpsInANewFolder_endsNoConversation() async throws {
        let token = try await visitor()
        let running = Task { await janitor.run() }
        try await eventually { (try? desk.store.read { try $0.trustedTime() }) ?? nil != nil }
        running.cancel()
        clock.move(by: .seconds(200 * 86_400))
        #expect(isKnown(token))
        try await janitor.sweep()
        #expect(isKnown(token))
    }

    @Test func clockThatIsReallySoLate_isFollowedStepByStep() async throws {
        let token = try await visitor()
        try await janitor.sweep()
        clock.move(by: .seconds(200 * 86_400))
        for _ in 0..<500 where isKnown(token) { try await janitor.sweep() }
        #expect(!isKnown(token))
    }

    @Test func fileThatWaitsForItsMessage_staysForAsLongAsBrowsersTry() async throws {
        let token = try await visitor()
        let user = try desk.session(token).user.id
        let start = clock.now()
        let blob = Blob(name: "a", hash: [1], size: 1, type: "text/plain", width: nil, height: nil)
        let files = try await desk.store.write { transaction in
            try (0..<2).map { _ in
                try transaction.addAttachment(blob, kind: .document, name: nil, owner: .user(user), now: start).id
            }
        }
        for _ in 0..<25 {
            try await janitor.sweep()
            clock.move(by: .seconds(3600))
        }
        try await janitor.sweep()
        let late = Desk.UserMessage(text: try MessageText("", mayBeBlank: true), attachments: [files[0]])
        #expect(try await desk.post(late, by: token).message.attachments.count == 1)
        clock.move(by: .seconds(2 * 3600))
        try await janitor.sweep()
        let later = Desk.UserMessage(text: try MessageText("", mayBeBlank: true), attachments: [files[1]])
        await #expect(throws: DeskError.invalid(.attachmentIDs)) { try await desk.post(later, by: token) }
    }

    @Test func timeThatPasses_endsSessionsOnTheirDay() async throws {
        let token = try await visitor()
        for _ in 0..<361 {
            try await janitor.sweep()
            clock.move(by: .seconds(12 * 3600 - 60))
        }
        #expect(!isKnown(token))
    }
}
