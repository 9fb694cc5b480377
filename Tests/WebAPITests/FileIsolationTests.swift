import Domain
import TestSupport
import Testing

@testable import Desk
@testable import WebAPI

/// Nobody gets at a file of somebody else's: not by its id, not with a message, and not by a link but the file's own.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FileIsolationTests {
    struct Person {
        let token: String
        let mark: String
        let ticket: String
        let sent: String
        let unsent: String
        let link: Link
    }

    struct Link {
        var id: String
        var until: Int64
        var seal: String
        var path: String { "/files/\(id)?until=\(until)&seal=\(seal)" }
    }

    /// A file that there is not.
    static let nowhere = "987654"

    @Test(arguments: 0..<3)
    func randomCalls_getNobodyAFileThatIsNotTheirs(seed: UInt64) async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        var random = SplitMix(seed: seed)
        var people: [Person] = []
        for number in 0..<5 { people.append(try await person("markof\(number)person", fixture, client)) }
        for number in 0..<200 {
            let asking = try #require(people.randomElement(using: &random))
            let other = try #require(people.filter { $0.mark != asking.mark }.randomElement(using: &random))
            let reply: HTTPReply
            let nothing: HTTPReply
            if number.isMultiple(of: 2) {
                let id = Bool.random(using: &random) ? other.sent : other.unsent
                let (path, body) = try #require(Self.calls(asking).randomElement(using: &random))
                reply = try await client.post(path, token: asking.token, body.replacing("ID", with: id))
                nothing = try await client.post(path, token: asking.token, body.replacing("ID", with: Self.nowhere))
            } else {
                var link = try #require(
                    forgeries(of: other, by: asking, fixture, &random).randomElement(using: &random))
                reply = try await client.get(link.path, token: asking.token)
                link.id = Self.nowhere
                nothing = try await client.get(link.path, token: asking.token)
                #expect(reply.status == 404)
            }
            #expect(reply.status == nothing.status && reply.text == nothing.text)
            for person in people where person.mark != asking.mark { #expect(!reply.text.contains(person.mark)) }
        }
        // Nothing was taken from anybody.
        for person in people {
            #expect(try await client.get(person.link.path).text == person.mark + " sent")
            let body = #"{"message":"","attachment_ids":["\#(person.unsent)"]}"#
            #expect(try await client.post("/api/support/chat/send", token: person.token, body).status == 201)
        }
    }

    /// Not even of one's own file: what a link is for is sealed in it.
    @Test func linkToReadAFile_bringsNone() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let one = try await person("markofone", fixture, client)
        let other = try await person("markofother", fixture, client)
        for shown in ["\(one.link.until).\(one.link.seal)", one.token] {
            for method in ["GET", "POST"] {
                var replies: [HTTPReply] = []
                for id in [Self.nowhere, one.sent, one.unsent, other.sent, other.unsent] {
                    // Who is refused before the body is read is not heard any more on this connection.
                    let client = try fixture.client()
                    replies.append(
                        try await client.request(
                            method, "/api/bring/\(id)", token: shown, body: method == "GET" ? nil : "x"))
                }
                #expect(replies.allSatisfy { $0.status == 404 && $0.text == replies[0].text })
            }
        }
        #expect(try await client.get(one.link.path).text == "markofone sent")
    }

    private func person(_ mark: String, _ fixture: WebAPIFixture, _ client: APIClient) async throws -> Person {
        let token = try await fixture.visitor()
        var files: [String] = []
        for text in ["sent", "unsent"] {
            let brought = try await client.post(
                "/api/support/files?name=a.txt", token: token, bytes: Array("\(mark) \(text)".utf8))
            files.append(try #require(try brought.json["attachment"]?["id"]?.string))
        }
        let body = #"{"subject":"\#(mark)","message":"\#(mark)"}"#
        let ticket = try await client.post("/api/tickets", token: token, body).json["ticket"]?["id"]?.string
        let message = #"{"message":"\#(mark)","attachment_ids":["\#(files[0])"]}"#
        #expect(try await client.post("/api/support/chat/send", token: token, message).status == 201)
        let asked = try await client.post("/api/support/files/links", token: token, #"{"ids":["\#(files[0])"]}"#)
        let url = try #require(try asked.json["links"]?[0]?["url"]?.string)
        let parts = url.split { "?&=".contains($0) }.map(String.init)
        let until = try #require(Int64(parts[2]))
        return Person(
            token: token, mark: mark, ticket: try #require(ticket), sent: files[0], unsent: files[1],
            link: Link(id: files[0], until: until, seal: parts[4]))
    }

    /// What somebody asks for in their own name, about a file that is called ID here.
    private static func calls(_ asking: Person) -> [(String, String)] {
        let message = #"{"message":"look","attachment_ids":["ID"]}"#
        return [
            ("/api/support/files/links", #"{"ids":["ID"]}"#), ("/api/support/chat/send", message),
            ("/api/tickets/\(asking.ticket)/messages", message),
            ("/api/tickets", #"{"subject":"s","message":"look","attachment_ids":["ID"]}"#),
        ]
    }

    private func forgeries(
        of other: Person, by asking: Person, _ fixture: WebAPIFixture, _ random: inout SplitMix
    ) -> [Link] {
        let own = asking.link
        let past = Timestamp.now().milliseconds / 1000 - 1
        let id = AttachmentID(other.sent) ?? AttachmentID(rawValue: 1)
        let key = fixture.desk.linkKey
        let letter = other.link.seal.indices.randomElement(using: &random) ?? other.link.seal.startIndex
        var altered = other.link.seal
        altered.replaceSubrange(letter...letter, with: altered[letter] == "A" ? "B" : "A")
        return [
            Link(id: other.sent, until: own.until, seal: own.seal),
            Link(id: other.unsent, until: other.link.until, seal: other.link.seal),
            Link(id: other.sent, until: other.link.until + 1, seal: other.link.seal),
            Link(id: other.sent, until: other.link.until, seal: altered),
            Link(id: other.sent, until: other.link.until, seal: ""),
            // Of ours, but over; and for another purpose.
            Link(id: other.sent, until: past, seal: FileSeal(.read, id, until: past).text(key: key)),
            Link(
                id: other.sent, until: own.until, seal: FileSeal(.bring, id, until: own.until).text(key: key)),
        ]
    }
}
