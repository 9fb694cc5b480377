import Domain
import Mail
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import MailRelay

/// A desk whose mail goes to a stand-in, with a clock that is moved by hand.
final class MailRelayFixture: Sendable {
    let desk: Desk
    let relay: MailRelay
    let server: SMTPStandIn
    let clock = MovableClock()
    private let folder = TemporaryFolder()
    private let timings: MailTimings
    private let limits: SMTPClient.Limits

    static let delay = Duration.seconds(900)

    init(replies: String? = nil) async throws {
        server = try SMTPStandIn()
        let clock = clock
        desk = try Desk(folder: folder.path, isMirrored: false) { clock.now() }
        try await desk.setMailDelay(Self.delay)
        let from = try #require(MailAddress("help@shop.example"))
        relay = MailRelay(
            desk: desk,
            MailRelay.Settings(
                from: Letter.Party(name: "Лавка", address: from), replies: replies.flatMap(ReplyAddress.init),
                publicURL: "https://desk.example"))
        var timings = MailTimings()
        timings.pause = (.milliseconds(1), .milliseconds(20))
        self.timings = timings
        var limits = SMTPClient.Limits()
        limits.total = .seconds(2)
        self.limits = limits
    }

    deinit {
        server.stop()
        desk.close()
    }

    var worker: MailWorker {
        let client = SMTPClient(
            SMTPServer(host: "127.0.0.1", port: server.port, security: .none), greeting: "shop.example", limits: limits)
        return MailWorker(relay: relay, client: client, timings: timings)
    }

    /// Works until nothing is due any more.
    func sendDue() async throws {
        let worker = worker
        while try await worker.step() == .zero {}
    }

    struct Visitor: Sendable {
        let token: SessionToken
        let user: UserID
        let ticket: TicketID
    }

    /// Somebody with an address who has written.
    func visitor(
        _ id: String = "42", name: String? = "Anna", email: String? = "anna@mail.example", locale: String? = "en"
    ) async throws -> Visitor {
        let identity = VisitorIdentity(externalID: id, isVerified: true, name: name, email: email)
        let opened = try await desk.identify(nil, as: identity, context: VisitorContext(locale: locale))
        let token = try #require(opened.newToken)
        let ticket = try await desk.post(Desk.UserMessage(text: try MessageText("A question")), by: token).ticket.id
        return Visitor(token: token, user: opened.state.user.id, ticket: ticket)
    }

    @discardableResult
    func answer(_ text: String, to visitor: Visitor) async throws -> Message {
        let agent = MessageDraft(author: .agent, text: try MessageText(text), authorName: "Olga")
        return try await desk.store.write { [now = clock.now()] in
            try $0.post(agent, ticket: visitor.ticket, now: now).message
        }
    }

    func mails(of visitor: Visitor) throws -> [Mail] {
        try desk.store.read { try $0.mails(of: visitor.ticket, limit: 10) }
    }
}
