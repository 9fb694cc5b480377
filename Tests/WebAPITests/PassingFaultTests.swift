@_spi(Channel) import Desk
import Domain
import Glibc
import HTTPEngine
import TestSupport
import Testing
import WebAPI

@testable import Store

/// What passes by itself, such as a full disk: clients are asked to come back.
@Suite struct PassingFaultTests {
    private static let send = "/api/support/chat/send"

    private func expect(_ reply: HTTPReply, _ code: String) throws {
        #expect(reply.status == 503)
        let error = try reply.json["error"]
        #expect(error?["code"]?.string == code)
        #expect((reply["Retry-After"].flatMap { Int($0) } ?? 0) > 0)
        #expect(error?["retry_after"]?.int == reply["Retry-After"].flatMap { Int($0) })
    }

    @Test func lockOfAnotherProgram_asksToComeBack_andThenTheMessageIsTaken() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        try await fixture.desk.store.write { try $0.connection.run(script: "PRAGMA busy_timeout = 1") }
        let other = try Connection(path: fixture.folder.path + "/otvet.db", access: .readWrite)
        try other.run(script: "BEGIN IMMEDIATE")
        try expect(try await client.post(Self.send, token: token, #"{"message":"a"}"#), "store_locked")
        #expect(try await client.get("/api/support/chat/history", token: token).status == 200)
        try expect(try await client.get("/readyz"), "store_locked")
        try other.run(script: "ROLLBACK")
        #expect(try await client.post(Self.send, token: token, #"{"message":"a"}"#).status == 201)
    }

    @Test func fullDisk_asksToComeBack_andThenTheMessageIsTaken() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let body = #"{"message":"\#(String(repeating: "a", count: 7000))"}"#
        try await fixture.desk.store.write { try $0.connection.run(script: "PRAGMA max_page_count = 1") }
        for _ in 0..<2 { _ = try await client.post(Self.send, token: token, body) }  // the last free page
        try expect(try await client.post(Self.send, token: token, body), "disk_full")
        #expect(try await client.get("/api/support/chat/history", token: token).status == 200)
        try await fixture.desk.store.write { try $0.connection.run(script: "PRAGMA max_page_count = 1000000") }
        #expect(try await client.post(Self.send, token: token, body).status == 201)
    }

    @Test func fileThatCannotBeStored_isRefusedAs507_andTakenLater() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let files = fixture.folder.path + "/files/incoming"
        #expect(rename(files, files + "-away") == 0)
        let reply = try await client.post("/api/support/files?name=a.txt", token: token, bytes: Array("hello".utf8))
        #expect(reply.status == 507)
        #expect(try reply.json["error"]?["code"]?.string == "insufficient_storage")
        #expect(reply["Retry-After"] == "60")
        #expect(rename(files + "-away", files) == 0)
        let again = try await client.post("/api/support/files?name=a.txt", token: token, bytes: Array("hello".utf8))
        #expect(again.status == 201)
    }
}
