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
    static let link = "https://t.me/c/1/9/11"
    static let album = [11, 12, 13] as [Int64]

    @Test(arguments: ["//inside", "/note inside", "/close", "/ban", "/clsoe", "/start, then", "//"], [0, 1, 2])
    func commandBelowAnyPart_keepsTheWholeAlbumFromTheVisitor(caption: String, part: Int) async throws {
        let fixture = try await IntakeFixture.make()
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

    /// It may be the one with the note, which is for all of them.
    @Test(arguments: [0, 1, 2]) func partThatCannotBeRead_keepsTheWholeAlbumFromTheVisitor(part: Int) async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep(
                (0..<3).map { $0 == part ? fixture.unreadablePhoto() : fixture.photo(Self.album[$0]) })
            try await eventually { (try? fixture.isIdle()) == true }
            // So are parts that come later.
            try await intake.keep([fixture.photo(14, "the last one")])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty)
        #expect(try fixture.notices().first == TeamWords.english.unreadable)
        #expect(try fixture.notes().count == 1)
        #expect(try fixture.status == .open)
    }

    @Test func partThatCannotBeRead_andComesAfterTheAlbumWasShown_isToldOf() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11), fixture.photo(12)])
            try await eventually { (try? fixture.seen()) == [" +2"] }
            try await intake.keep([fixture.unreadablePhoto(), fixture.photo(14)])
            try await eventually { (try? fixture.seen()) == [" +3"] }
        }
        #expect(try fixture.notices() == [TeamWords.english.unreadable])
    }

    @Test func noteOfSeveralCaptions_keepsAllOfThem() async throws {
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
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
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.photo(11, "oops")])
            try await eventually { (try? fixture.seen()) == ["oops +1"] }
            try await intake.keep([fixture.line(14, "/delete", replyTo: 11), fixture.photo(12), fixture.photo(13)])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == ["taken back +0"])
    }

    @Test func noteThatComesMuchTooLate_takesTheAlbumBack() async throws {
        let fixture = try await IntakeFixture.make()
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
}
