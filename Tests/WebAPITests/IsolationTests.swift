import Desk
import Domain
import Realtime
import Store
import TestSupport
import Testing
import WebAPI

/// Nobody sees a byte that is not theirs, whatever they ask for: each one's texts carry a mark, and every answer is
/// searched for the marks of all others.
@Suite(.serialized, .timeLimit(.minutes(2))) struct IsolationTests {
    struct Person {
        let token: String
        let mark: String
        var tickets: [String] = []
        var messages: [String] = []
    }

    /// Marks what only the staff may read.
    static let secret = "secretofstaff"

    @Test(arguments: 0..<3)
    func randomCalls_showNobodyWhatIsNotTheirs(seed: UInt64) async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let key = WebAPIFixture.adminToken
        var random = SplitMix(seed: seed)
        var people: [Person] = []
        for number in 0..<6 {
            people.append(Person(token: try await fixture.visitor(), mark: "markof\(number)person"))
        }
        let ears = try await people.mapAsync { try await Ear(fixture.port, token: $0.token) }
        var heard = people.map { _ in "" }
        for round in 0..<40 {
            // Often enough that the server hears of the listeners, however slow the machine.
            if round.isMultiple(of: 5) {
                for (index, ear) in ears.enumerated() { heard[index] += try await ear.everything() }
            }
            let one = Int.random(in: people.indices, using: &random)
            let mark = people[one].mark
            let body =
                round.isMultiple(of: 2)
                ? #"{"message":"\#(mark) \#(round)"}"# : #"{"subject":"\#(mark)","message":"\#(mark) \#(round)"}"#
            let path = round.isMultiple(of: 2) ? "/api/support/chat/send" : "/api/tickets"
            let sent = try await client.post(path, token: people[one].token, body).json
            let ticket = try #require(sent["ticket"]?["id"]?.string)
            people[one].tickets.append(ticket)
            people[one].messages.append(try #require(sent["message"]?["id"]?.string))
            let admin = "/api/admin/tickets/\(ticket)"
            _ = try await client.post("\(admin)/notes", token: key, #"{"text":"\#(Self.secret) \#(mark)"}"#)
            _ = try await client.post("\(admin)/messages", token: key, #"{"message":"answer \#(mark)"}"#)
            try await client.post("\(admin)/typing", token: key, #"{"typing":true}"#).expectSuccess()
        }
        for number in 0..<300 {
            if number.isMultiple(of: 20) {
                for (index, ear) in ears.enumerated() { heard[index] += try await ear.everything() }
            }
            let asking = people.randomElement(using: &random) ?? people[0]
            let other = people.randomElement(using: &random) ?? people[0]
            let call = Self.call(on: other, &random)
            let reply = try await client.request(call.method, call.path, token: asking.token, body: call.body)
            check(reply.text, asking, people)
            if call.isStaffs { #expect(reply.status == 401) }
            guard call.isTickets, asking.mark != other.mark else { continue }
            let nowhere = try await client.request(
                call.method, call.path.replacing(call.ticket, with: "987654"), token: asking.token, body: call.body)
            #expect(reply.status == nowhere.status && reply.text == nowhere.text)
        }
        for (index, person) in people.enumerated() {
            heard[index] += try await ears[index].everything()
            #expect(heard[index].contains(person.mark) || person.tickets.isEmpty)
            check(heard[index], person, people)
        }
    }

    private func check(_ text: String, _ asking: Person, _ people: [Person]) {
        #expect(!text.contains(Self.secret))
        for other in people where other.mark != asking.mark { #expect(!text.contains(other.mark)) }
    }

    struct Call {
        var method: String
        var path: String
        var body: String?
        var ticket: String
        var isTickets: Bool { path.hasPrefix("/api/tickets/") }
        var isStaffs: Bool { path.hasPrefix("/api/admin") }
    }

    private static func call(on other: Person, _ random: inout SplitMix) -> Call {
        let ticket = other.tickets.randomElement(using: &random) ?? "1"
        let message = other.messages.randomElement(using: &random) ?? "1"
        let calls: [(String, String, String?)] = [
            ("GET", "/api/tickets", nil), ("GET", "/api/tickets?filter=archived&after=\(message)", nil),
            ("GET", "/api/tickets/T", nil), ("GET", "/api/tickets/T/messages", nil),
            ("GET", "/api/tickets/T/messages?before=\(message)", nil),
            ("POST", "/api/tickets/T/messages", #"{"message":"x","reply_to":"\#(message)"}"#),
            ("POST", "/api/tickets/T/typing", #"{"typing":true}"#),
            ("POST", "/api/tickets/T/read", #"{"up_to":"\#(message)"}"#), ("POST", "/api/tickets/T/close", ""),
            ("POST", "/api/tickets/T/transcript", ""), ("POST", "/api/admin/tickets/T/transcript", "{}"),
            ("POST", "/api/tickets/T/reopen", ""), ("POST", "/api/tickets/T/rating", #"{"stars":3}"#),
            ("GET", "/api/support/chat/history?before=\(message)", nil), ("GET", "/api/support/chat/poll?after=0", nil),
            ("GET", "/api/support/chat/poll", nil), ("POST", "/api/support/chat/read", #"{"up_to":"\#(message)"}"#),
            ("POST", "/api/support/session", ""), ("GET", "/api/admin/tickets", nil),
            ("GET", "/api/admin/tickets/T", nil), ("GET", "/api/admin/tickets/T/messages", nil),
            ("POST", "/api/admin/tickets/T/messages", #"{"message":"x"}"#),
            ("POST", "/api/admin/tickets/T/notes", #"{"text":"x"}"#),
            ("POST", "/api/admin/tickets/T/status", #"{"action":"close"}"#),
            ("POST", "/api/admin/tickets/T/assignee", #"{"agent_id":null}"#),
            ("POST", "/api/admin/tickets/T/read", #"{"up_to":"\#(message)"}"#),
            ("PATCH", "/api/admin/tickets/T/user", #"{"name":"x"}"#), ("POST", "/api/admin/tickets/T/ban", ""),
            ("GET", "/api/admin/poll?after=0", nil), ("GET", "/api/admin/search?q=\(other.mark)", nil),
            ("GET", "/api/admin/undelivered", nil), ("GET", "/api/admin/telegram", nil),
            ("GET", "/api/admin/canned-replies?ticket=T", nil),
            ("GET", "/api/admin/tickets/counts", nil), ("GET", "/api/admin/assignees", nil),
            ("GET", "/api/admin/search?q=\(secret)", nil),
            ("GET", "/api/admin/widget", nil), ("PUT", "/api/admin/widget", "{}"),
            ("POST", "/api/admin/files?name=x", "x"),
            ("POST", "/api/admin/files/links", #"{"ids":["1","\#(message)"]}"#),
        ]
        let (method, path, body) = calls.randomElement(using: &random) ?? calls[0]
        return Call(method: method, path: path.replacing("T", with: ticket), body: body, ticket: ticket)
    }
}

/// Somebody's live channel, and everything heard on it.
private struct Ear {
    private let live: LiveClient

    init(_ port: UInt16, token: String) async throws {
        live = try await LiveClient(port: port)
        try await live.send(#"{"type":"auth","token":"\#(token)","after":"0"}"#)
    }

    /// What has been said since it was last asked, as text.
    func everything() async throws -> String {
        try await live.send(#"{"type":"ping"}"#)
        var heard = ""
        while case .frame(let frame) = try await live.next() {
            if frame["type"]?.string == "pong" { break }
            heard += frame.text + "\n"
        }
        return heard
    }
}

extension JSONView {
    /// Every string in it.
    fileprivate var text: String {
        let inner = names.compactMap { self[$0]?.text } + elements.map(\.text)
        return ([string].compactMap { $0 } + inner).joined(separator: " ")
    }
}

extension HTTPReply {
    fileprivate func expectSuccess() { #expect(200..<300 ~= status) }
}

extension Array {
    fileprivate func mapAsync<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
