@_spi(Channel) import Desk
import Domain
import Store
import TestSupport
import Testing
import WebAPI

/// The routes for tickets, the visitor's and the staff's.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TicketAPITests {
    let key = WebAPIFixture.adminToken

    @Test func ticket_isOpened_answered_read_rated_andClosed() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let body = #"{"subject":" The lamp ","message":"is broken","client_message_id":"a"}"#
        let opened = try await client.post("/api/tickets", token: token, body)
        #expect(opened.status == 201)
        #expect(try opened.json["ticket"]?["kind"]?.string == "ticket")
        #expect(try opened.json["ticket"]?["subject"]?.string == "The lamp")
        let again = try await client.post("/api/tickets", token: token, body)
        #expect(again.status == 200)
        #expect(try again.json["ticket"]?["id"]?.string == opened.json["ticket"]?["id"]?.string)
        let path = "/api/tickets/\(try #require(try opened.json["ticket"]?["id"]?.string))"

        let staffPath = "/api/admin\(path.dropFirst(4))"
        let answered = try await client.post("\(staffPath)/messages", token: key, #"{"message":"sent"}"#)
        #expect(answered.status == 201)
        let list = try await client.get("/api/tickets", token: token).json
        #expect(list["tickets"]?.elements.compactMap { $0["unread_count"]?.int } == [1])
        #expect(list["statistics"]?["answered"]?.int == 1)
        #expect(list["statistics"]?["unread_messages"]?.int == 1)
        let history = try await client.get("\(path)/messages", token: token).json
        #expect(history["messages"]?.elements.compactMap { $0["text"]?.string } == ["is broken", "sent"])
        let last = try #require(history["messages"]?[1]?["id"]?.string)
        let read = try await client.post("\(path)/read", token: token, #"{"up_to":"\#(last)"}"#)
        #expect(try read.json["unread_count"]?.int == 0)
        let rated = try await client.post("\(path)/rating", token: token, #"{"stars":5,"comment":"quick"}"#)
        #expect(try rated.json["ticket"]?["rating"]?["stars"]?.int == 5)
        let wrong = try await client.post("\(path)/rating", token: token, #"{"stars":6}"#)
        #expect(wrong.status == 400)
        let closed = try await client.post("\(path)/close", token: token)
        #expect(try closed.json["ticket"]?["status"]?.string == "closed")
        let more = try await client.post("\(path)/messages", token: token, #"{"message":"thanks"}"#)
        #expect(try more.json["ticket"]?["status"]?.string == "open")
        let reopened = try await client.post("\(path)/reopen", token: token)
        #expect(try reopened.json["ticket"]?["closed_at"] == nil)
        #expect(try await client.get(path, token: token).json["ticket"]?["status"]?.string == "open")
        // The one cursor brings what happened in every ticket.
        let events = try await client.get("/api/support/chat/poll?after=0", token: token).json
        #expect(events["messages"]?.elements.count == 3)
    }

    @Test func newTicket_hasTheFilesThatWereBroughtForIt() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let brought = try await client.post("/api/support/files?name=a.txt", token: token, bytes: Array("list".utf8))
        let file = try #require(try brought.json["attachment"]?["id"]?.string)
        let body = #"{"subject":"The lamp","message":"","attachment_ids":["\#(file)"]}"#
        let opened = try await client.post("/api/tickets", token: token, body)
        #expect(try opened.json["message"]?["attachments"]?[0]?["id"]?.string == file)
        let again = try await client.post("/api/tickets", token: token, body)
        #expect(again.status == 400)
    }

    @Test func somebodyElsesTicket_doesNotExist() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (token, stranger) = (try await fixture.visitor(), try await fixture.visitor())
        let opened = try await client.post("/api/tickets", token: token, #"{"subject":"a","message":"b"}"#)
        let id = try #require(try opened.json["ticket"]?["id"]?.string)
        let calls = [
            ("GET", "", nil), ("GET", "/messages", nil), ("POST", "/messages", #"{"message":"x"}"#),
            ("POST", "/typing", #"{"typing":true}"#), ("POST", "/read", #"{"up_to":"1"}"#), ("POST", "/close", ""),
            ("POST", "/reopen", ""), ("POST", "/rating", #"{"stars":1}"#),
        ]
        for (method, path, body) in calls {
            var answers: [String] = []
            for ticket in [id, "99999", "nonsense", "-1"] {
                let address = "/api/tickets/\(ticket)\(path)"
                let reply = try await client.request(method, address, token: stranger, body: body)
                #expect(reply.status == 404)
                answers.append(reply.text)
            }
            #expect(Set(answers).count == 1)
        }
        let own = try await client.get("/api/tickets/\(id)", token: token).json
        #expect(own["ticket"]?["status"]?.string == "open")
    }

    @Test func staff_handleATicket() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        _ = try await client.post(
            "/api/support/chat/send", token: token, #"{"message":"hi","client_message_id":"same"}"#)
        let agent = try await fixture.desk.store.write { try $0.agent(telegramUser: 5, name: "Olga", now: .now()).id }
        let list = try await client.get("/api/admin/tickets?filter=unread", token: key).json
        let listed = try #require(list["tickets"]?[0]?["ticket"])
        #expect(listed["unread_by_agents"]?.int == 1 && listed["waiting_since"]?.string != nil)
        #expect(list["tickets"]?[0]?["last_author"]?["author"]?.string == "user")
        // Nobody has said who this is, signed or not.
        #expect(list["tickets"]?[0]?["user"]?["verified"] == nil)
        let path = "/api/admin/tickets/\(try #require(listed["id"]?.string))"
        // Ids that clients make up are each side's own.
        let body = #"{"message":"hello","client_message_id":"same"}"#
        let answered = try await client.post("\(path)/messages", token: key, body)
        #expect(answered.status == 201)
        #expect(try await client.post("\(path)/messages", token: key, body).status == 200)
        #expect(try answered.json["ticket"]?["status"]?.string == "answered")
        let note = #"{"text":"difficult","client_note_id":"same"}"#
        let noted = try await client.post("\(path)/notes", token: key, note)
        #expect(try noted.status == 201 && noted.json["note"]?["client_note_id"]?.string == "same")
        let again = try await client.post("\(path)/notes", token: key, note)
        #expect(again.status == 200 && again.body == noted.body)
        let misnamed = try await client.post("\(path)/notes", token: key, #"{"text":"x","client_note_id":"a b"}"#)
        #expect(try misnamed.status == 400 && misnamed.json["error"]?["code"]?.string == "invalid_client_note_id")
        let assigned = try await client.post("\(path)/assignee", token: key, #"{"agent_id":"\#(agent)"}"#)
        #expect(try assigned.json["assignee"]?["name"]?.string == "Olga")
        #expect(try await client.post("\(path)/assignee", token: key, #"{"agent_id":"77"}"#).status == 404)
        let me = try await client.post("\(path)/assignee", token: key, #"{"agent_id":"me"}"#)
        #expect(me.status == 400)
        #expect(try me.json["error"]?["message"]?.string?.contains("a key is no agent") == true)
        let named = try await client.request("PATCH", "\(path)/user", token: key, body: #"{"name":"Anna"}"#)
        #expect(try named.json["user"]?["name"]?.string == "Anna")
        #expect(try await client.post("\(path)/ban", token: key).json["user"]?["banned"]?.bool == true)
        #expect(try await client.post("/api/support/chat/send", token: token, #"{"message":"x"}"#).status == 403)
        #expect(try await client.post("\(path)/unban", token: key).json["user"]?["banned"]?.bool == false)
        let closed = try await client.post("\(path)/status", token: key, #"{"action":"close"}"#)
        #expect(try closed.json["ticket"]?["status"]?.string == "closed")
        let details = try await client.get(path, token: key).json
        #expect(details["notes"]?.elements.compactMap { $0["text"]?.string } == ["difficult"])
        let history = try await client.get("\(path)/messages", token: key).json
        #expect(history["entries"]?.elements.compactMap { $0["type"]?.string } == ["message", "message", "note"])
        let events = try await client.get("/api/admin/poll?after=0", token: key).json
        let kinds = Set(events["events"]?.elements.compactMap { $0["type"]?.string } ?? [])
        #expect(kinds == ["message", "ticket", "note", "user"])
        #expect(try await client.get("/api/admin/telegram", token: key).json["connected"]?.bool == false)
        let undelivered = try await client.get("/api/admin/undelivered", token: key).json
        #expect(undelivered["undelivered"]?.elements.isEmpty == true)
        #expect(try await client.get(path, token: token).status == 401)
    }

    @Test func counts_andHits_areNamedByTheirKinds() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        for text in ["a lamp", "a chair"] {
            _ = try await client.post("/api/support/chat/send", #"{"message":"\#(text)"}"#)
        }
        _ = try await client.post("/api/admin/tickets/1/messages", token: key, #"{"message":"sent"}"#)
        _ = try await client.post("/api/admin/tickets/2/notes", token: key, #"{"text":"wants a lamp"}"#)
        let counts = try await client.get("/api/admin/tickets/counts", token: key).json["counts"]
        let expected = [
            "all": 2, "open": 1, "answered": 1, "closed": 0, "archived": 0, "mine": 0, "unassigned": 2, "unread": 1,
        ]
        #expect(counts?.names == expected.keys.sorted())
        for (name, count) in expected { #expect(counts?[name]?.int == count, "\(name)") }
        let indexing = Task { await SearchIndexer(desk: fixture.desk).run() }
        defer { indexing.cancel() }
        let store = fixture.desk.store
        try await eventually { (try? store.search.progress()) == (try? store.read { try $0.cursor() }) }
        let found = try await client.get("/api/admin/search?q=lamp", token: key).json["messages"]
        #expect(found?.elements.map { $0["kind"]?.string } == ["note", "message"])
        #expect(found?[0]?["note"]?["text"]?.string == "wants a lamp" && found?[0]?["message"] == nil)
        #expect(found?[1]?["message"]?["text"]?.string == "a lamp" && found?[1]?["ticket"]?["id"]?.string == "1")
    }

    @Test func cannedReplies_areKept_filledIn_changed_andRemoved() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let path = "/api/admin/canned-replies"
        let reply = #"{"shortcut":"hello","title":"Greeting","text":"Dear {name}, #{ticket} {other}"}"#
        let added = try await client.post(path, token: key, reply)
        #expect(added.status == 201)
        let id = try #require(try added.json["canned_reply"]?["id"]?.string)
        #expect(try await client.post(path, token: key, reply).status == 409)
        let filled = try await client.get("\(path)?ticket=1", token: key).json
        #expect(filled["canned_replies"]?[0]?["filled"]?.string == "Dear, #1 {other}")
        let changed = try await client.request("PATCH", "\(path)/\(id)", token: key, body: #"{"title":"Hi"}"#)
        #expect(try changed.json["canned_reply"]?["title"]?.string == "Hi")
        #expect(try await client.request("DELETE", "\(path)/\(id)", token: key, body: nil).status == 204)
        #expect(try await client.request("DELETE", "\(path)/\(id)", token: key, body: nil).status == 404)
    }
}
