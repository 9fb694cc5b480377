import Desk
import Domain
import JSON
import Realtime
import Store
import Transcript

/// The form of a conversation that is written to somebody, entry by entry.
protocol TranscriptWriter: Sendable {
    var head: String { get }
    mutating func parts(of entry: StaffHistoryPage.Entry) -> [Transcript.Part]
    /// - Parameter isCut: Whether there are more entries than a page may have.
    func end(isCut: Bool) -> String
}

/// A page that people read, with its pictures within it.
struct HTMLTranscript: TranscriptWriter {
    private let opened: Desk.OpenTranscript
    private var page: Transcript
    /// Bytes of pictures for which there is still room.
    private var room = TranscriptLimits.pictures

    init(_ opened: Desk.OpenTranscript, _ language: TranscriptLanguage, offset: Int) {
        self.opened = opened
        page = Transcript(language, for: opened.audience == .user ? .visitor : .staff, offset: offset)
    }

    var head: String { page.head(of: opened.ticket, user: opened.user) }

    mutating func parts(of entry: StaffHistoryPage.Entry) -> [Transcript.Part] {
        switch entry {
        case .note(let note): return [.html(page.html(of: note))]
        case .message(let message):
            var room = room
            defer { self.room = room }
            return page.parts(of: message) { attachment in
                guard Transcript.isPicture(attachment), let size = attachment.size, size <= room else { return .named }
                room -= size
                return .embedded
            }
        }
    }

    func end(isCut: Bool) -> String { page.end(isCut: isCut) }
}

/// The same for programs, in the shapes of the API: `messages` as the visitor sees them, `entries` as the staff do.
struct JSONTranscript: TranscriptWriter {
    private let opened: Desk.OpenTranscript
    private var isFirst = true

    init(_ opened: Desk.OpenTranscript) { self.opened = opened }

    var head: String {
        let isForUser = opened.audience == .user
        let object = JSONWriter.object { json in
            if isForUser { json.member("ticket", opened.ticket) } else { json.member("ticket", staff: opened.ticket) }
        }
        return String(decoding: object.dropLast(), as: UTF8.self) + ",\"\(isForUser ? "messages" : "entries")\":["
    }

    mutating func parts(of entry: StaffHistoryPage.Entry) -> [Transcript.Part] {
        var json = JSONWriter()
        switch (opened.audience, entry) {
        case (.user, .message(let message)): json.message(message)
        case (.user, .note): return []
        case (.staff, _), (.staffWithNotes, _): json.object { $0.members(of: entry, kind: "kind") }
        }
        defer { isFirst = false }
        return [.html((isFirst ? "\n" : ",\n") + String(decoding: json.bytes, as: UTF8.self))]
    }

    func end(isCut: Bool) -> String { "\n],\"is_cut\":\(isCut)}\n" }
}
