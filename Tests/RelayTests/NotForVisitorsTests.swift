import Domain
import Telegram
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// What visitors never see is told to the staff: content of unknown kinds, and the rest of a long note.
@Suite(.serialized, .timeLimit(.minutes(1))) struct NotForVisitorsTests {
    private static let link = "https://t.me/c/1/9/11"

    /// What the staff do with content that this program does not know, and what comes of it.
    struct Hologram: Sendable {
        var caption: String?
        var photos = 0
        var seen: [String] = []
        var notes: [String] = []
        var notice: String?
        var status: TicketStatus = .open
    }

    @Test(arguments: [
        Hologram(caption: "//inside", photos: 2, notes: ["inside\n📎 2 files in Telegram: \(link)"], notice: "🔒"),
        Hologram(caption: "//inside", notes: ["inside"]),
        Hologram(caption: "/close", photos: 1, notice: "Closed by", status: .closed),
        Hologram(caption: "/close", notice: "Closed by", status: .closed),
        Hologram(caption: "for you", notice: "hologram"), Hologram(notice: "hologram"),
        Hologram(photos: 2, seen: [" +2"], notice: "hologram", status: .answered),
        Hologram(caption: "for you", photos: 1, seen: [" +1"], notice: "hologram", status: .answered),
    ])
    func unknownContent_isToldToStaff_andACommandBelowItCounts(hologram: Hologram) async throws {
        let fixture = try await IntakeFixture.make()
        let below = hologram.caption.map { #","caption":"\#($0)""# } ?? ""
        let album = hologram.photos == 0 ? "" : #""media_group_id":"a","#
        let part = fixture.update("message", 11, album + #""hologram":{}"# + below)
        try await fixture.listening { intake in
            try await intake.keep([part] + (0..<hologram.photos).map { fixture.photo(12 + Int64($0)) })
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen() == hologram.seen)
        #expect(try fixture.notes() == hologram.notes)
        let notices = try fixture.notices()
        #expect(hologram.notice.map { notices.last?.contains($0) == true } ?? notices.isEmpty)
        #expect(try fixture.status == hologram.status)
    }

    @Test func answerEditedIntoUnknownContent_staysAsItWas_andTheStaffAreTold() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, "the price is 100")])
            try await eventually { try fixture.seen() == ["the price is 100 +0"] }
            try await intake.keep([
                fixture.update("edited_message", 11, #""hologram":{},"caption":"the price is 200""#)
            ])
            try await eventually { try fixture.notices().last?.contains("hologram") == true }
            try await intake.keep([fixture.update("edited_message", 11, #""hologram":{},"caption":"/note x""#)])
            try await eventually { try fixture.notes() == ["x"] }
        }
        #expect(try fixture.seen() == ["taken back +0"])
    }

    @Test(arguments: [(0, true), (2, true), (60, false)])
    func restOfALongNote_belongsToIt_ifItFollowsAtOnce(seconds: Int64, isNote: Bool) async throws {
        let fixture = try await IntakeFixture.make()
        let (long, now) = (String(repeating: "secret ", count: 580), Timestamp.now().milliseconds / 1000)
        func line(_ post: Int64, _ text: String, _ date: Int64) -> RawUpdate {
            fixture.update("message", post, #""text":"\#(text)""#, date: date)
        }
        try await fixture.listening { intake in
            try await intake.keep([line(11, "//" + long, now), line(12, "he is a fraud", now + seconds)])
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.seen() == (isNote ? [] : ["he is a fraud +0"]))
        #expect(try fixture.notes().contains("he is a fraud") == isNote)
        #expect(try fixture.notices().last?.hasPrefix("🔒 Kept as a part") == (isNote ? true : nil))
    }

    @Test func answerEditedIntoWhatVisitorsCantSee_isSaid() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            try await intake.keep([fixture.line(11, "first")])
            try await eventually { try fixture.seen() == ["first +0"] }
            try await intake.keep([fixture.update("edited_message", 11, #""checklist":{"title":"x","tasks":[]}"#)])
            try await eventually { try fixture.seen() == ["☑️ +0"] }
            try await eventually { try fixture.notices().last?.contains("checklist") == true }
        }
    }

    @Test func unknownKind_isALineForTheStaff_onceForAKind() async throws {
        let fixture = try await IntakeFixture.make()
        try await fixture.listening { intake in
            for post in 11...13 { try await intake.keep([fixture.update("message", Int64(post), #""gift":{}"#)]) }
            try await eventually { (try? fixture.isIdle()) == true }
        }
        #expect(try fixture.everSeen().isEmpty && fixture.status == .open)
        #expect(try fixture.notices() == [TeamWords.english.unknownKind("gift")])
    }
}
