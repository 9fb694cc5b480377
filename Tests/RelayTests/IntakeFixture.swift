import Domain
import Telegram
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// A desk with one conversation in a topic, and what Telegram says there.
final class IntakeFixture: Sendable {
    let desk: Desk
    let relay: Relay
    let token: SessionToken
    let ticket: TicketID
    private let number = Counter()
    private let folder: TemporaryFolder

    static func make() async throws -> IntakeFixture {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: true)
        let relay = try Relay(desk: desk, group: -1000000000001)
        relay.botName = "desk_bot"
        let token = try await desk.openSession(context: VisitorContext()).token
        let question = Desk.UserMessage(text: try MessageText("question"))
        let ticket = try await desk.post(question, by: token).ticket.id
        try await desk.store.write { try $0.setTopic(of: ticket, chat: -1000000000001, thread: 9, now: .now()) }
        return IntakeFixture(relay, token, ticket, folder)
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

    func update(_ kind: String, _ post: Int64, _ members: String, date: Int64 = 1) -> RawUpdate {
        let json =
            #"{"update_id":\#(number.next()),"\#(kind)":{"message_id":\#(post),"date":\#(date),"message_thread_id":9,"#
            + #""is_topic_message":true,"chat":{"id":-1000000000001,"type":"supergroup"},"#
            + #""from":{"id":501,"is_bot":false,"first_name":"Olga"},\#(members)}}"#
        guard let update = RawUpdate(json: Array(json.utf8)) else { preconditionFailure("no update: \(json)") }
        return update
    }

    func photo(_ post: Int64, _ caption: String? = nil, album: String? = "a", kind: String = "message") -> RawUpdate {
        let below = caption.map { #","caption":"\#($0)""# } ?? ""
        let group = album.map { #""media_group_id":"\#($0)","# } ?? ""
        return update(
            kind, post,
            group + #""photo":[{"file_id":"f\#(post)","file_unique_id":"u\#(post)","width":1,"height":1}]"# + below)
    }

    /// A part of the album that can't be decoded, with a note.
    func unreadablePhoto() -> RawUpdate {
        let json =
            #"{"update_id":\#(number.next()),"message":{"message_id":1e99,"message_thread_id":9,"#
            + #""chat":{"id":-1000000000001},"media_group_id":"a","caption":"//inside"}}"#
        guard let update = RawUpdate(json: Array(json.utf8)) else { preconditionFailure("no update: \(json)") }
        return update
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
