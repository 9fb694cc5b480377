import Domain
import Telegram
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// What people see as one post in Telegram is decided as one, however Telegram tells of it.
@Suite(.serialized, .timeLimit(.minutes(1))) struct AlbumTests {
    /// A desk with one conversation in a topic, and what Telegram says there.
    final class Fixture: Sendable {
        let desk: Desk
        let relay: Relay
        let token: SessionToken
        let ticket: TicketID
        private let number = Counter()
        private let folder: TemporaryFolder

        static func make() async throws -> Fixture {
            let folder = TemporaryFolder()
            let desk = try Desk(folder: folder.path, isMirrored: true)
            let relay = try Relay(desk: desk, group: -1000000000001)
            relay.botName = "desk_bot"
            let token = try await desk.openSession(context: VisitorContext()).token
            let question = Desk.UserMessage(text: try MessageText("question"))
            let ticket = try await desk.post(question, by: token).ticket.id
            try await desk.store.write { try $0.setTopic(of: ticket, chat: -1000000000001, thread: 9, now: .now()) }
            return Fixture(relay, token, ticket, folder)
        }

        private init(_ relay: Relay, _ token: SessionToken, _ ticket: TicketID, _ folder: TemporaryFolder) {
            (self.relay, self.token, self.ticket, self.folder) = (relay, token, ticket, folder)
            desk = relay.desk
        }

        /// Runs an intake that takes an album for whole after this pause, as long as `body` runs.
        func listening(_ pause: Duration = .milliseconds(60), _ body: (Intake) async throws -> Void) async throws {
            let intake = Intake(relay: relay, botID: 7, albumPause: pause)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await intake.run() }
                defer { group.cancelAll() }
                try await body(intake)
            }
        }

        func update(_ kind: String, _ post: Int64, _ members: String) -> RawUpdate {
            let json =
                #"{"update_id":\#(number.next()),"\#(kind)":{"message_id":\#(post),"date":1,"message_thread_id":9,"#
                + #""is_topic_message":true,"chat":{"id":-1000000000001,"type":"supergroup"},"#
                + #""from":{"id":501,"is_bot":false,"first_name":"Olga"},\#(members)}}"#
            guard let update = RawUpdate(json: Array(json.utf8)) else { preconditionFailure("no update: \(json)") }
            return update
        }

        func photo(_ post: Int64, _ caption: String? = nil, album: String? = "a", kind: String = "message") -> RawUpdate
        {
            let below = caption.map { #","caption":"\#($0)""# } ?? ""
            let group = album.map { #""media_group_id":"\#($0)","# } ?? ""
            return update(
                kind, post,
                group + #""photo":[{"file_id":"f\#(post)","file_unique_id":"u\#(post)","width":1,"height":1}]"# + below)
        }

        func line(_ post: Int64, _ text: String, replyTo: Int64? = nil, kind: String = "message") -> RawUpdate {
            let reply = replyTo.map { #","reply_to_message":{"message_id":\#($0)}"# } ?? ""
            return update(kind, post, #""text":"\#(text)""# + reply)
        }

        /// What the visitor sees of the staff's answers: texts, and how many files.
        func seen() throws -> [String] {
            try desk.conversation(of: token, limit: 50).history.messages.filter { $0.author == .agent }
                .map { "\($0.isDeleted ? "taken back" : $0.text) +\($0.attachments.count)" }
        }

        /// What the visitor was ever told of answers.
        func everSeen() throws -> [String] {
            let user = try desk.session(token).user.id
            return try desk.events(for: user, after: .start).events.compactMap { event in
                switch event.change {
                case .messageCreated(let message), .messageUpdated(let message):
                    message.author == .agent ? "\(message.text) +\(message.attachments.count)" : nil
                default: nil
                }
            }
        }

        func notes() throws -> [String] { try desk.store.read { try $0.notes(of: ticket, limit: 20) }.map(\.text) }

        /// Lines to the topic, without the visitor's.
        func notices() throws -> [String] {
            try desk.store.read { try $0.deliveries(of: ticket, limit: 100) }.compactMap { delivery in
                if case .notice(let text) = delivery.content { text } else { nil }
            }
        }

        var status: TicketStatus? { get throws { try desk.conversation(of: token, limit: 1).ticket?.status } }

        func isIdle() throws -> Bool {
            try desk.store.read { try $0.waitingUpdates(limit: 1).isEmpty && $0.heldTopics().isEmpty }
        }
    }

    static let link = "https://t.me/c/1/9/11"
    static let album = [11, 12, 13] as [Int64]

    @Test(arguments: ["//inside", "/note inside", "/close", "/ban", "/clsoe", "/start, then", "//"], [0, 1, 2])
    func commandBelowAnyPart_keepsTheWholeAlbumFromTheVisitor(caption: String, part: Int) async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            // At once, so that no part is late on a busy machine.
            try await intake.keep(
                [[0, 1, 2], [2, 0, 1], [1, 2, 0]].randomElement()!.map { post in
                    fixture.photo(Self.album[post], post == part ? caption : nil)
                })
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty)
        #expect(try fixture.notices().count == 1)
        if caption.hasSuffix("inside") {
            #expect(try fixture.notes() == ["inside\n📎 3 files in Telegram: \(Self.link)"])
        } else {
            #expect(
                try fixture.notices().first?.hasSuffix("The 3 files above the command were not sent to the visitor.")
                    == true)
        }
        #expect(try fixture.status == (caption == "/close" ? .closed : .open))
    }

    @Test func noteOfSeveralCaptions_keepsAllOfThem() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([
                fixture.photo(13, "//three"), fixture.photo(11, "one"), fixture.photo(12),
            ])
            try await eventually { (try? fixture.notes().count) == 1 }
        }
        #expect(try fixture.notes() == ["one\nthree\n📎 3 files in Telegram: \(Self.link)"])
        #expect(try fixture.everSeen().isEmpty)
    }

    @Test func albumInterruptedByARestart_isDecidedAsOne() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening(.seconds(30)) { intake in
            try await intake.keep([fixture.photo(11), fixture.photo(12)])
            try await eventually { (try? fixture.desk.store.read { try $0.waitingUpdates(limit: 1).isEmpty }) == true }
        }
        #expect(try !fixture.isIdle() && fixture.everSeen().isEmpty)
        try await fixture.listening(.milliseconds(400)) { intake in
            try await intake.keep([fixture.photo(13, "//inside")])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty && fixture.notes().count == 1)
    }

    @Test func captionsOfAllParts_areTheText_andEachChangesByItself() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(12, " two "), fixture.photo(11, "one"), fixture.photo(13, "three")])
            try await eventually { (try? fixture.seen()) == ["one\ntwo\nthree +3"] }
            let steps: [(Int64, String?, String)] = [
                (13, "three", "one\ntwo\nthree +3"), (12, "2", "one\n2\nthree +3"), (11, nil, "2\nthree +3"),
                (13, nil, "2 +3"), (11, "1", "1\n2 +3"), (12, nil, "1 +3"), (11, nil, " +3"),
            ]
            for (post, caption, text) in steps {
                try await intake.keep([fixture.photo(post, caption, kind: "edited_message")])
                try await eventually { (try? fixture.isIdle()) == true }
                #expect(try fixture.seen() == [text])
            }
        }
        // The first edit changed nothing, and nobody was told of it.
        #expect(try fixture.everSeen().count == 7)
        #expect(try fixture.status == .answered && fixture.notices().isEmpty)
    }

    static let oldAlbums: [[(Int64, String?, String)]] = [
        [(11, nil, "T"), (12, "T", "T"), (12, "T", "T"), (11, "one", "one\nT"), (12, nil, "one")],
        [(12, "T", "T"), (12, "U", "U"), (12, nil, "")],
        [(13, "three", "three"), (11, nil, "three"), (12, "two", "two\nthree")],
    ]

    @Test(arguments: oldAlbums) func albumFromBeforeCaptionsWereKept_showsNoWordTwice(
        edits: [(post: Int64, caption: String?, text: String)]
    ) async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11), fixture.photo(12, "T"), fixture.photo(13)])
            try await eventually { (try? fixture.seen()) == ["T +3"] }
            try await fixture.desk.store.write {
                try $0.connection.execute("UPDATE attachments SET caption = NULL, caption_spans = NULL")
            }
            for edit in edits {
                try await intake.keep([fixture.photo(edit.post, edit.caption, kind: "edited_message")])
                try await eventually { (try? fixture.isIdle()) == true }
                #expect(try fixture.seen() == ["\(edit.text) +3"])
            }
        }
    }

    @Test func editWhileTheAlbumComesIn_counts_andLinesBehindItKeepTheirOrder() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening(.milliseconds(200)) { intake in
            try await intake.keep([
                fixture.photo(11, "//secret"), fixture.photo(11, "public", kind: "edited_message"),
                fixture.line(14, "after"), fixture.photo(12),
            ])
            try await eventually { (try? fixture.seen()) == ["public +2", "after +0"] }
        }
        #expect(try fixture.notes().isEmpty)
    }

    @Test func albumThatIsTakenBackBeforeItsLastPart_isNeverSeen() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11, "oops"), fixture.line(14, "/delete", replyTo: 11)])
            try await eventually { (try? fixture.isIdle()) == true }
            try await intake.keep([fixture.photo(12), fixture.photo(13)])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty)
        #expect(try fixture.notices().first == TeamWords.english.takenBack)
    }

    @Test func partsThatComeAfterTheAlbumWasTakenBack_areNotSeen() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11, "oops")])
            try await eventually { (try? fixture.seen()) == ["oops +1"] }
            try await intake.keep([fixture.line(14, "/delete", replyTo: 11), fixture.photo(12), fixture.photo(13)])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == ["taken back +0"])
    }

    @Test func noteThatComesMuchTooLate_takesTheAlbumBack() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11), fixture.photo(12)])
            try await eventually { (try? fixture.seen()) == [" +2"] }
            try await intake.keep([fixture.photo(13, "//inside")])
            try await eventually { (try? fixture.seen()) == ["taken back +0"] }
            // So do parts that come even later.
            try await intake.keep([fixture.photo(14)])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == ["taken back +0"] && fixture.notes().count == 1)
        #expect(try fixture.notices().contains(TeamWords.english.albumTakenBack))
    }

    @Test func photoWithANote_isNotSeen_andTheNoteSaysWhereItIs() async throws {
        let fixture = try await Fixture.make()
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
        let fixture = try await Fixture.make()
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
        let fixture = try await Fixture.make()
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
        let fixture = try await Fixture.make()
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
        let fixture = try await Fixture.make()
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

    @Test func unknownKind_isALineForTheStaff_onceForAKind() async throws {
        let fixture = try await Fixture.make()
        try await fixture.listening { intake in
            for post in 11...13 { try await intake.keep([fixture.update("message", Int64(post), #""gift":{}"#)]) }
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty && fixture.status == .open)
        #expect(try fixture.notices() == [TeamWords.english.unknownKind("gift")])
    }
}
