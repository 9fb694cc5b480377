import Assets
import Domain
import FoundationEssentials
import HTTPEngine
import TestSupport
import Testing
import WebAPI

/// docs/openapi.json describes the routes and the answers that there are.
@Suite(.serialized) struct OpenAPITests {
    @Test func document_isServed() async throws {
        let fixture = try WebAPIFixture()
        let reply = try await fixture.client().get("/api/openapi.json")
        #expect(reply.status == 200)
        #expect(reply["Content-Type"] == "application/json")
        #expect(try reply.json["openapi"]?.string == "3.1.0")
    }

    @Test func document_andRoutes_describeTheSame() throws {
        let fixture = try WebAPIFixture()
        let router = WebAPI(desk: fixture.desk, options: .init()).router { ServerStatistics() }
        let pages = Set(Asset.all.map { "/" + $0.path } + ["/admin", "/admin/", "/cabinet", "/cabinet/"])
        let routes = router.endpoints.filter { !pages.contains($0.pattern) }
            .map { "\($0.method) \($0.pattern)" }
        let paths = try #require(try document()["paths"])
        let described = paths.names.flatMap { path in
            (paths[path]?.names ?? []).map { "\($0.uppercased()) \(path)" }
        }
        #expect(routes.sorted() == described.sorted())
    }

    @Test func reasonsOfARefusedToken_areAllDescribed() throws {
        let described = try document()["components"]?["schemas"]?["Error"]?["properties"]?["error"]?["properties"]?[
            "reason"]
        #expect(described?["enum"]?.elements.map(\.string) == TokenFault.allCases.map(\.reason))
        let path = WebFolder.ofTheProgram + "/../../../docs/API.md"
        let guide = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for fault in TokenFault.allCases { #expect(guide.contains("`\(fault.reason)`")) }
    }

    /// An answer of the real server has the members that the document requires, and none that it does not know.
    @Test func answers_haveTheShapesOfTheDocument() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let sent = try await client.post(
            "/api/support/chat/send", token: token, #"{"message":"hi","client_message_id":"a"}"#)
        try await fixture.answer("yes", to: token)
        let session = try await client.post("/api/support/session", token: token)
        let refusal = try await client.get("/api/support/chat/poll?after=x", token: token)
        try check(session.json, "Session")
        try check(sent.json, "Sent")
        try check(refusal.json, "Error")
        let poll = try await client.get("/api/support/chat/poll?after=0", token: token).json
        for message in poll["messages"]?.elements ?? [] { try check(message, "Message") }
        try check(try #require(sent.json["ticket"]), "Ticket")
    }

    @Test func answersToTheStaff_haveTheShapesOfTheDocument() async throws {
        let fixture = try WebAPIFixture()
        let (client, key) = (try fixture.client(), WebAPIFixture.adminToken)
        _ = try await client.post("/api/support/chat/send", #"{"message":"hi"}"#)
        let rows = [
            ("me", "Me"), ("tickets", "StaffTicketPage"), ("tickets/1", "TicketDetails"),
            ("tickets/1/messages", "StaffHistory"), ("search?q=hi", "SearchResults"), ("telegram", "TelegramState"),
            ("users/1/stored", "Stored"), ("erasures", "ErasureReport"),
        ]
        for (path, schema) in rows {
            try check(try await client.get("/api/admin/\(path)", token: key).json, schema)
        }
        let details = try await client.get("/api/admin/tickets/1", token: key).json
        try check(try #require(details["user"]), "UserCard")
        let look = try await client.get("/api/admin/widget", token: key).json
        try check(try #require(look["look"]), "WidgetLook")
        let file = try await client.post("/api/admin/files?name=a.png", token: key, bytes: SampleImage.png).json
        try check(try #require(file["attachment"]), "Attachment")
    }

    /// What the document does not call null is refused as null, rather than taken as if it were missing.
    @Test func null_isTaken_onlyWhereTheDocumentSaysSo() async throws {
        let fixture = try IdentityAPITests().fixture()
        let client = try fixture.client()
        _ = try await client.post("/api/support/chat/send", #"{"message":"hi"}"#)
        let admin = try await StaffAPITests().browser(fixture, "Anna", .admin).fields
        let visitor = ["Authorization": "Bearer \(try await fixture.visitor())"]
        let paths = try #require(try document()["paths"])
        var count = 0
        for path in paths.names {
            for method in paths[path]?.names ?? [] {
                let fields = path.hasPrefix("/api/admin/") ? admin : visitor
                for name in optionalMembers(of: paths[path]?[method]) {
                    let reply = try await client.request(
                        method.uppercased(), path.replacing("{id}", with: "1"),
                        fields: fields, body: #"{"\(name)":null}"#)
                    #expect(try reply.json["error"]?["code"]?.string == "invalid_body", "\(method) \(path) \(name)")
                    count += 1
                }
            }
        }
        #expect(count > 20)
    }

    /// The members of the operation's body that may be left out, but not be null.
    private func optionalMembers(of operation: JSONView?) -> [String] {
        let schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"]
        let required = schema?["required"]?.elements.compactMap(\.string) ?? []
        return (schema?["properties"]?.names ?? []).filter { name in
            let type = schema?["properties"]?[name]?["type"]
            return !required.contains(name) && type?.string != nil
        }
    }

    private func document() throws -> JSONView {
        try JSONView(parsing: try #require(Asset.named("openapi.json")).bytes.array)
    }

    private func check(_ value: JSONView, _ schema: String) throws {
        let schema = try #require(try document()["components"]?["schemas"]?[schema])
        let required = schema["required"]?.elements.compactMap(\.string) ?? []
        #expect(Set(required).isSubset(of: value.names))
        #expect(Set(value.names).isSubset(of: schema["properties"]?.names ?? []))
    }
}
