import FoundationEssentials
import TelegramSimulator
import TestSupport
import Testing

/// What people send that is not text, and what the bot learns of it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PeopleTests {
    struct Sent: Sendable, CustomTestStringConvertible {
        let kind: String
        let bytes: [UInt8]
        var type: String?
        var more = ""
        /// The member of `Message` that holds it.
        let member: String

        var testDescription: String { "\(kind) \(type ?? "")" }
    }

    static let kinds: [Sent] = [
        Sent(kind: "photo", bytes: SampleFile.jpeg, member: "photo"),
        Sent(kind: "document", bytes: SampleFile.text, type: "text/plain", member: "document"),
        Sent(kind: "video", bytes: SampleFile.mp4, more: #", "duration": 3"#, member: "video"),
        Sent(kind: "video_note", bytes: SampleFile.mp4, more: #", "length": 240"#, member: "video_note"),
        Sent(kind: "voice", bytes: SampleFile.ogg, more: #", "duration": 3"#, member: "voice"),
        Sent(kind: "audio", bytes: SampleFile.mp3, more: #", "title": "a""#, member: "audio"),
        Sent(kind: "animation", bytes: SampleFile.gif, member: "animation"),
        Sent(kind: "sticker", bytes: SampleFile.webp, more: #", "emoji": "👍""#, member: "sticker"),
        Sent(kind: "", bytes: SampleFile.png(10, 10), type: "image/png", member: "photo"),
        Sent(kind: "", bytes: SampleFile.ogg, type: "audio/ogg; codecs=opus", member: "voice"),
        Sent(kind: "", bytes: SampleFile.text, type: "image/svg+xml", member: "document"),
    ]

    @Test(arguments: kinds) func person_sendsAnyKind_withItsBytes(_ sent: Sent) async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let type = sent.type.map { #", "mime_type": "\#($0)""# } ?? ""
            let reply = try await running.client.post(
                "/simulator/attach",
                #"{"kind": "\#(sent.kind)", "bytes": "\#(Data(sent.bytes).base64EncodedString())", "topic": \#(topic), "#
                    + #""file_name": "a.bin", "name": "Olga"\#(type)\#(sent.more)}"#)
            #expect(reply.status == 200)
            let message = try #require(try await running.updates().last?["message"])
            #expect(message["from"]?["first_name"]?.string == "Olga")
            #expect(message["message_thread_id"]?.int == topic)
            let media = try #require(message[sent.member])
            let id = try #require((media.elements.last ?? media)["file_id"]?.string)
            let download = try await running.download(id)
            #expect(download.body == sent.bytes)
            let shown = try await running.client.get("/simulator/file/\(id)")
            #expect(shown.body == sent.bytes)
            #expect(shown["X-Content-Type-Options"] == "nosniff")
            if sent.member == "document" {
                #expect(shown["Content-Disposition"] == #"attachment; filename="a.bin""#)
            }
        }
    }

    @Test func person_sendsAFile_asTheBodyItself() async throws {
        try await RunningSimulator.with { running in
            let socket = try SocketClient(host: "127.0.0.1", port: running.port)
            let bytes = SampleFile.text
            let path = "/simulator/attach?name=Olga&file_name=a%20b.txt&caption=see"
            try await socket.send(
                Array("POST \(path) HTTP/1.1\r\nHost: t\r\nContent-Type: text/plain\r\n".utf8)
                    + Array("Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
            let message = try await socket.receiveReply().json
            #expect(message["document"]?["file_name"]?.string == "a b.txt")
            #expect(message["document"]?["mime_type"]?.string == "text/plain")
            #expect(message["caption"]?.string == "see")
        }
    }

    @Test func album_isAnUpdateForEachFile() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            var form = Form(["topic": "\(topic)", "name": "Olga", "caption": "all"], chat: false)
            for number in 0..<3 { form.attach("file\(number)", SampleFile.jpeg, type: "image/jpeg") }
            let reply = try await form.post(to: "/simulator/attach", port: running.port)
            #expect(try reply.json.elements.count == 3)
            let updates = try await running.updates().compactMap { $0["message"] }.filter { $0["photo"] != nil }
            #expect(updates.count == 3)
            #expect(Set(updates.compactMap { $0["media_group_id"]?.string }).count == 1)
            #expect(updates.map { $0["caption"]?.string } == ["all", nil, nil])
            var mixed = Form(["topic": "\(topic)"], chat: false)
            mixed.attach("a", SampleFile.jpeg, type: "image/jpeg")
            mixed.attach("b", SampleFile.ogg, type: "audio/ogg")
            #expect(try await mixed.post(to: "/simulator/attach", port: running.port).status == 400)
        }
    }

    @Test(arguments: [
        (#""kind": "location", "latitude": 1.5, "longitude": -2"#, "location"),
        (#""kind": "contact", "phone_number": "+7", "first_name": "Ann""#, "contact"),
    ])
    func person_sendsAPlaceOrAContact(_ members: String, _ name: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.client.post("/simulator/attach", "{\(members)}")
            #expect(reply.status == 200)
            #expect(try await running.updates().last?["message"]?[name] != nil)
        }
    }

    @Test func anonymousAdmin_sendsAsTheGroup_andAnotherBotUnseen() async throws {
        try await RunningSimulator.with { running in
            try running.simulator.change { group throws(APIError) in
                let upload = Upload(SampleFile.jpeg, name: "a.jpg")
                _ = try group.attach(.photo, upload, caption: "a", by: .anonymousAdmin(title: "Lead"))
                _ = try group.attach(.photo, upload, by: .bot("other_bot"))
            }
            let updates = try await running.updates()
            #expect(updates.count == 1)
            #expect(updates[0]["message"]?["sender_chat"]?["id"]?.int == RunningSimulator.chat)
            #expect(updates[0]["message"]?["author_signature"]?.string == "Lead")
            #expect(updates[0]["message"]?["caption"]?.string == "a")
        }
    }

    @Test func captionIsEdited_likeAText() async throws {
        try await RunningSimulator.with { running in
            let message = try running.simulator.change { group throws(APIError) in
                try group.attach(.photo, Upload(SampleFile.jpeg), caption: "old", by: .named("Olga"))
            }
            for text in ["new", "new", ""] {
                let reply = try await running.client.post(
                    "/simulator/edit", #"{"message_id": \#(message.id), "text": "\#(text)"}"#)
                #expect(reply.status == 200)
            }
            let edits = try await running.updates().compactMap { $0["edited_message"] }
            #expect(edits.map { $0["caption"]?.string } == ["new", "new", nil])
            #expect(edits.allSatisfy { $0["edit_date"]?.int != nil && $0["photo"] != nil })
        }
    }

    @Test(arguments: [
        (#""kind": "photo", "bytes": "AAAA""#, "IMAGE_PROCESS_FAILED"),
        (#""kind": "hologram", "bytes": "AAAA""#, "unknown kind of file"),
        (#""kind": "photo", "bytes": "?""#, "there is no file in the request"),
        (#""kind": "photo""#, "there is no file in the request"),
        (#""kind": "document", "bytes": "AAAA", "topic": 77"#, "message thread not found"),
    ])
    func attach_isRefused(_ members: String, _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.client.post("/simulator/attach", "{\(members)}")
            #expect(reply.status == 400)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
            #expect(running.simulator.group.messages.isEmpty)
        }
    }
}
