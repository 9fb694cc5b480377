import Domain
import Telegram
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// Each edit of what staff wrote is done, or it is said why not.
@Suite(.serialized, .timeLimit(.minutes(1))) struct TakeEditTests {
    private static let link = "https://t.me/c/1/9/11"

    @Test func photoWithANote_isNotSeen_andTheNoteSaysWhereItIs() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11, "/note look", album: nil), fixture.photo(12, "/take", album: nil)])
            try await eventually { (try? fixture.notices().count) == 2 }
        }
        #expect(try fixture.everSeen().isEmpty && fixture.notes() == ["look\n📎 A file in Telegram: \(Self.link)"])
        #expect(
            try fixture.notices() == [
                TeamWords.english.filesStayHere(1),
                "Olga has taken this one. The file above the command was not sent to the visitor.",
            ])
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let before: String
        let after: String
        var seen: [String] = []
        var notes: [String] = []
        /// A part of the last notice.
        var notice: String?
        var status = TicketStatus.open

        var testDescription: String { "\(before) → \(after)" }
    }

    static let changes = [
        Change(before: "//inside", after: "outside", seen: ["outside +0"], notes: ["inside"], status: .answered),
        Change(before: "//inside", after: "//deeper", notes: ["inside", "deeper"]),
        Change(
            before: "hello", after: "//inside", seen: ["taken back +0"], notes: ["inside"], notice: "a note now",
            status: .answered),
        Change(
            before: "hello", after: "/note inside", seen: ["taken back +0"], notes: ["inside"], notice: "a note now",
            status: .answered),
        Change(
            before: "hello", after: "/close", seen: ["hello +0"], notice: "/close counts only as a line of its own",
            status: .answered),
        Change(before: "hello", after: "bye", seen: ["bye +0"], status: .answered),
        Change(before: "/clsoe", after: "/close", notice: "Closed by Olga.", status: .closed),
        Change(before: "/close", after: "/close", notice: "Closed by Olga.", status: .closed),
        Change(
            before: "/start, then", after: "First /start, then", seen: ["First /start, then +0"],
            notice: "begins with /start", status: .answered),
        Change(before: "/help@other_bot", after: "/help", notice: "What you write here is shown"),
    ]

    @Test(arguments: changes) func whatAnEditMakesOfALine_isDone_orSaid(change: Change) async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, change.before)])
            // Telegram tells of edits twice at times.
            for _ in 0..<2 { try await intake.keep([fixture.line(11, change.after, kind: "edited_message")]) }
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == change.seen)
        #expect(try fixture.notes() == change.notes)
        #expect(try fixture.status == change.status)
        let notices = try fixture.notices()
        #expect(change.notice.map { notices.last?.contains($0) == true } ?? notices.isEmpty)
        #expect(notices.count <= 2 && Set(notices).count == notices.count)
    }

    /// What one post reads, one after the other.
    struct Course: Sendable, CustomTestStringConvertible {
        enum Kind { case line, photo, album }

        var kind = Kind.line
        let texts: [String]
        /// Of its files.
        var files = 0
        let seen: String
        var notes = 0
        /// A part of each.
        let notices: [String]

        var testDescription: String { "\(kind): " + texts.joined(separator: " → ") }
    }

    static let courses = [
        Course(
            texts: ["//he is a fraud", "he is a fraud", "//he is a fraud"], seen: "taken back", notes: 2,
            notices: ["a note now"]),
        Course(
            kind: .photo, texts: ["//look", "look", "//look"], seen: "taken back", notes: 2,
            notices: ["Kept as a note", "a note now", "Kept as a note"]),
        Course(
            texts: ["hello", "/close", "hello", "/close"], seen: "hello",
            notices: ["/close counts only", "/close counts only"]),
        Course(
            texts: ["hello", "/close", "bye", "/close"], seen: "bye",
            notices: ["/close counts only", "/close counts only"]),
        Course(
            kind: .album, texts: ["one", "/close", "one", "/close"], files: 1, seen: "one",
            notices: ["/close counts only", "/close counts only"]),
        Course(
            texts: ["/clsoe", "hello", "/clsoe"], seen: "hello",
            notices: ["/clsoe is no command", "/clsoe counts only"]),
        Course(
            texts: ["hello", "/clsoe", "//inside"], seen: "taken back", notes: 1,
            notices: ["/clsoe counts only", "a note now"]),
        Course(
            kind: .album, texts: ["one", "/close", "//inside"], seen: "taken back", notes: 1,
            notices: ["/close counts only", "a note now", "Kept as a note"]),
        Course(
            texts: ["hello", "//inside", "hello", "//inside"], seen: "taken back", notes: 1,
            notices: ["a note now", "does not see this change", "does not see this change"]),
    ]

    @Test(arguments: courses) func eachOfSeveralEdits_isDone_orSaid(course: Course) async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            for (step, text) in course.texts.enumerated() {
                let kind = step == 0 ? "message" : "edited_message"
                let post = {
                    switch course.kind {
                    case .line: fixture.line(11, text, kind: kind)
                    case .photo: fixture.photo(11, text, album: nil, kind: kind)
                    case .album: fixture.photo(11, text, kind: kind)
                    }
                }
                for _ in 0..<(step == 0 ? 1 : 2) { try await intake.keep([post()]) }
                try await eventually { (try? fixture.isIdle()) == true }
            }
        }
        #expect(try fixture.seen() == [course.seen + " +\(course.files)"])
        #expect(try fixture.notes().count == course.notes)
        let notices = try fixture.notices()
        #expect(notices.count == course.notices.count, "\(notices)")
        for (notice, part) in zip(notices, course.notices) { #expect(notice.contains(part)) }
    }

    @Test func editOfWhatWasTakenBack_isSaidOnce() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, "hello"), fixture.line(12, "/delete", replyTo: 11)])
            for text in ["hello", "again", "again"] {
                try await intake.keep([fixture.line(11, text, kind: "edited_message")])
            }
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == ["taken back +0"])
        #expect(
            try fixture.notices() == [TeamWords.english.takenBack, TeamWords.english.editedAfterTakingBack])
    }

    @Test func textThatIsTooLongForAMessage_comesAsSeveral() async throws {
        let fixture = try await IntakeFixture.make()
        let text = (0..<2500).map { "\($0)" }.joined(separator: " ")
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, text)])
            try await eventually { (try? fixture.seen().count) == 2 }
            for edit in [text, text + " x", text + text] {
                try await intake.keep([fixture.line(11, edit, kind: "edited_message")])
            }
            try await eventually { (try? fixture.isIdle()) == true }
        }
        let messages = try fixture.desk.conversation(of: fixture.token, limit: 50).history.messages.dropFirst()
        #expect(messages.map(\.text).joined(separator: " ") == text + " x")
        // For a third piece there is no place between what has been said since.
        #expect(try fixture.notices() == [TeamWords.english.longEdit])
    }
}
