import Domain
import Foundation
import Mail
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import MailRelay

/// From a reply that a mail server hands over to a message.
@Suite struct MailIntakeTests {
    private func fixture() async throws -> (MailRelayFixture, MailRelayFixture.Visitor, address: String) {
        let fixture = try await MailRelayFixture(replies: "reply+*@shop.example")
        let anna = try await fixture.visitor()
        try await fixture.answer("An answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        let mail = try #require(fixture.server.mails.first)
        let address = try #require(mail.field("Reply-To")?.split(separator: "<").last?.dropLast())
        #expect(mail.sender == address)
        return (fixture, anna, String(address))
    }

    private func receive(
        _ fixture: MailRelayFixture, _ header: String,
        _ body: String = "Thanks!\n\n> --- Reply above this line ---\n> x",
        to: [String] = [], from: String? = "anna@mail.example"
    ) async throws -> MailReceipt {
        let bytes = Array((header + "\n\n" + body).replacingOccurrences(of: "\n", with: "\r\n").utf8)
        let receipt = try await MailRelay.receive(
            bytes, receivers: to, sender: from, fixture.relay.settings, fixture.desk)
        while try await MailIntake(relay: fixture.relay, largestFile: 1 << 20).step() {}
        return receipt
    }

    private func said(_ fixture: MailRelayFixture, _ visitor: MailRelayFixture.Visitor) throws -> [Message] {
        try fixture.desk.store.read { try $0.history(of: visitor.ticket, before: nil, limit: 50).messages }
    }

    @Test func reply_isAMessage_once_andItsAnswersAreRead() async throws {
        let (fixture, anna, address) = try await fixture()
        let header = "From: Anna <anna@mail.example>\nTo: \(address)\nMessage-ID: <1@mail.example>"
        #expect(try await receive(fixture, header) == .kept)
        #expect(try await receive(fixture, header) == .kept)
        let messages = try said(fixture, anna)
        #expect(messages.map(\.text) == ["A question", "An answer", "Thanks!"])
        #expect(messages.last?.author == .user)
        let ticket = try #require(try fixture.desk.store.read { try $0.ticket(anna.ticket) })
        #expect((ticket.status, ticket.unreadByUser) == (.open, 0))
        // The silence is over, so the next answer is mailed.
        try await fixture.answer("Another", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.count == 2)
    }

    @Test func files_comeAlong_withinTheLimits() async throws {
        let (fixture, anna, address) = try await fixture()
        let large = Data(repeating: 65, count: 2 << 20).base64EncodedString(options: .lineLength76Characters)
        let body = """
            --b
            Content-Type: text/plain

            Here
            --b
            Content-Type: image/png; name=blue.png
            Content-Transfer-Encoding: base64

            \(Data(SampleImage.png).base64EncodedString())
            --b
            Content-Type: text/plain; name=large.txt
            Content-Transfer-Encoding: base64

            \(large)
            --b--
            """
        #expect(try await receive(fixture, "To: \(address)\nContent-Type: multipart/mixed; boundary=b", body) == .kept)
        let message = try #require(try said(fixture, anna).last)
        #expect(message.text == "Here\n(File not taken: large.txt)")
        #expect(message.attachments.map(\.name) == ["blue.png"])
    }

    /// (header beside the address, envelope sender)
    @Test(
        arguments: [
            ("Auto-Submitted: auto-replied", "anna@mail.example"), ("Precedence: bulk", "anna@mail.example"),
            ("X: y", ""),
            ("From: Shop <help@shop.example>", "anna@mail.example"),
        ])
    func whatProgramsSend_isDropped(header: String, sender: String) async throws {
        let (fixture, anna, address) = try await fixture()
        #expect(try await receive(fixture, "To: \(address)\n\(header)", from: sender) == .dropped)
        #expect(try said(fixture, anna).count == 2)
    }

    @Test func forgedAddress_orThatOfAnother_isUnknown() async throws {
        let (fixture, anna, address) = try await fixture()
        let boris = try await fixture.visitor("43", email: "boris@mail.example")
        let parts = address.split(separator: "-")
        for forged in [
            "reply+\(boris.ticket)-\(parts[1])", "reply+1-aaaa@shop.example", "reply+x@shop.example",
            "help@shop.example", "",
        ] {
            #expect(try await receive(fixture, "To: \(forged)") == .unknown)
        }
        // What the envelope says counts, in whatever letters.
        #expect(try await receive(fixture, "To: x@y.example", to: [address.uppercased()]) == .kept)
        // With another address of hers, the old one is void.
        let identity = VisitorIdentity(externalID: "42", isVerified: true, name: "Anna", email: "new@mail.example")
        _ = try await fixture.desk.identify(anna.token, as: identity, context: VisitorContext())
        #expect(try await receive(fixture, "To: \(address)") == .unknown)
    }

    @Test func bannedSender_isNotHeard() async throws {
        let (fixture, anna, address) = try await fixture()
        let now = fixture.clock.now()
        try await fixture.desk.store.write { try $0.setBanned(true, user: anna.user, now: now) }
        #expect(try await receive(fixture, "To: \(address)") == .banned)
    }

    @Test func mailThatCameBack_endsTheMailToItsAddress_andTheStaffSeeIt() async throws {
        let (fixture, anna, address) = try await fixture()
        let body = """
            --b
            Content-Type: message/delivery-status

            Action: failed
            Status: 5.1.1
            --b--
            """
        let header =
            "From: MAILER-DAEMON@mail.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b"
        #expect(try await receive(fixture, header, body, to: [address], from: "") == .kept)
        let ticket = try #require(try fixture.desk.store.read { try $0.ticket(anna.ticket) })
        #expect(ticket.mailRefusal == .bounced)
        #expect(try said(fixture, anna).count == 2)
        _ = try await fixture.desk.post(Desk.UserMessage(text: try MessageText("Again")), by: anna.token)
        try await fixture.answer("Answer", to: anna)
        fixture.clock.move(by: .seconds(901))
        try await fixture.sendDue()
        #expect(fixture.server.mails.count == 1)
    }
}
