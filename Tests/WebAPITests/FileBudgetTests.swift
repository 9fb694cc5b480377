@_spi(Channel) import Desk
import Domain
import Relay
import Store
import Telegram
import TestSupport
import Testing

@testable import WebAPI

/// Bounds of what files take, as clients meet them.
@Suite(.serialized) struct FileBudgetTests {
    private func bring(_ bytes: Int, _ client: APIClient, _ token: String) async throws -> HTTPReply {
        var content = [UInt8](repeating: 0x61, count: bytes)
        content.append(contentsOf: "\(UInt64.random(in: 0...UInt64.max))".utf8)
        return try await client.post("/api/support/files?name=a.txt", token: token, bytes: content)
    }

    private func send(_ client: APIClient, _ token: String) async throws -> Int {
        try await client.post("/api/support/chat/send", token: token, #"{"message":"a"}"#).status
    }

    @Test func network_isStoppedAtItsBudget_andMessagesGoOn() async throws {
        let fixture = try WebAPIFixture()
        var admitted = 0
        var refused: HTTPReply?
        // Always a new visitor, so that nothing else stops them. What counts is what is announced.
        for _ in 0..<60 where refused == nil {
            let socket = try SocketClient(host: "127.0.0.1", port: fixture.port)
            try await socket.send(
                """
                POST /api/support/files?name=a.txt HTTP/1.1\r\nHost: desk.test\r\nContent-Length: \(5 << 20)\r
                Authorization: Bearer \(fixture.visitor())\r\nExpect: 100-continue\r\n\r

                """)
            let reply = try await socket.receiveReply()
            if reply.status == 100 { admitted += 1 } else { refused = reply }
        }
        let reply = try #require(refused)
        #expect(reply.status == 429 && reply["Retry-After"] != nil)
        #expect(40...51 ~= admitted)
        #expect(try await send(fixture.client(), fixture.visitor()) == 201)
    }

    @Test func visitor_isStoppedAtTheirBudget_andAnotherIsNot() async throws {
        var budget = FileBudget()
        budget.ofUser = 3000
        let fixture = try WebAPIFixture(budget: budget)
        let client = try fixture.client()
        let token = try await fixture.visitor()
        #expect(try await bring(2000, client, token).status == 201)
        let reply = try await bring(2000, fixture.client(), token)
        #expect(reply.status == 409)
        #expect(try reply.json["error"]?["code"]?.string == "file_budget_spent")
        #expect(try await bring(2000, fixture.client(), fixture.visitor()).status == 201)
        #expect(try await send(fixture.client(), token) == 201)
    }

    @Test(arguments: [true, false]) func withoutRoom_filesAreRefusedAs507_andMessagesGoOn(isFloor: Bool) async throws {
        var budget = FileBudget()
        if isFloor { budget.floor = 1 << 60 } else { budget.inTotal = 1000 }
        let fixture = try WebAPIFixture(budget: budget)
        let token = try await fixture.visitor()
        let reply = try await bring(2000, fixture.client(), token)
        #expect(reply.status == 507)
        #expect(try reply.json["error"]?["code"]?.string == "insufficient_storage")
        #expect(reply["Retry-After"] == "60")
        #expect(try await send(fixture.client(), token) == 201)
    }

    @Test func readiness_tellsThatNothingCanBeWritten() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        try await fixture.desk.store.write { try $0.setSetting("written_at", to: "") }
        try await fixture.refuseWrites()
        let reply = try await client.get("/readyz")
        #expect(reply.status == 503)
        #expect(try reply.json["error"]?["code"]?.string == "store_unreachable")
        #expect(
            try await client.get("/metrics", token: WebAPIFixture.adminToken).text.contains(
                "\notvet_store_writable 0\n"))
        #expect(
            try await client.get("/metrics", token: WebAPIFixture.adminToken).text.contains(
                "\notvet_signal{name=\"store_unwritable\"} 1\n"))
        #expect(try await client.get("/healthz").status == 200)
    }

    @Test func signals_areToldByReadinessAndMetrics() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let relay = try Relay(desk: fixture.desk, group: -1)
        #expect(try await client.get("/readyz").text == "ok\n")
        let signals: [(TelegramError, String)] = [
            (.unauthorized("x"), "telegram_unauthorized"), (.notSent("x"), "telegram_unreachable"),
            (.uncertain("silence"), "telegram_unreachable"),
        ]
        for (error, name) in signals {
            relay.noteUpdates(error)
            let reply = try await client.get("/readyz")
            #expect(reply.status == 200 && reply.text == "ok\nbut \(name)\n")
            let metrics = try await client.get("/metrics", token: WebAPIFixture.adminToken).text
            #expect(metrics.contains("\notvet_signal{name=\"\(name)\"} 1\n"))
        }
        relay.noteUpdates(nil)
        #expect(try await client.get("/readyz").text == "ok\n")
    }
}
