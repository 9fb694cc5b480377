import TelegramSimulator
import TestSupport
import Testing

/// Files: what becomes of uploads, and what `getFile` gives.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FileTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let method: String
        let part: String
        let bytes: [UInt8]
        var type: String?
        /// The members of `Message` that are there.
        let members: [String]
        /// The members of the last of them.
        let details: [String]

        var testDescription: String { "\(method) \(members)" }
    }

    private static let common = ["file_id", "file_size", "file_unique_id"]
    private static let named = ["file_name", "mime_type"]
    private static let moving = ["duration", "height", "width"]

    static let kinds: [Kind] = [
        Kind(
            method: "sendDocument", part: "document", bytes: SampleFile.text, members: ["document"],
            details: common + named),
        Kind(
            method: "sendVideo", part: "video", bytes: SampleFile.mp4, members: ["video"],
            details: common + named + moving),
        Kind(
            method: "sendVideo", part: "video", bytes: SampleFile.text, members: ["document"], details: common + named),
        Kind(
            method: "sendAnimation", part: "animation", bytes: SampleFile.gif, members: ["animation", "document"],
            details: common + named),
        Kind(
            method: "sendDocument", part: "document", bytes: SampleFile.gif, members: ["animation", "document"],
            details: common + named),
        Kind(
            method: "sendAudio", part: "audio", bytes: SampleFile.mp3, members: ["audio"],
            details: common + named + ["duration"]),
        Kind(
            method: "sendVoice", part: "voice", bytes: SampleFile.ogg, members: ["voice"],
            details: common + ["duration", "mime_type"]),
        Kind(
            method: "sendVoice", part: "voice", bytes: SampleFile.text, type: "text/plain", members: ["document"],
            details: common + named),
        Kind(
            method: "sendVideoNote", part: "video_note", bytes: SampleFile.mp4, members: ["video_note"],
            details: common + ["duration", "length"]),
        Kind(
            method: "sendSticker", part: "sticker", bytes: SampleFile.webp, members: ["sticker"],
            details: common + ["height", "is_animated", "is_video", "type", "width"]),
    ]

    @Test(arguments: kinds) func upload_becomesWhatItsBytesAre(_ kind: Kind) async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let message = try await running.uploaded(
                kind.method, kind.part, kind.bytes, name: "dir/a.bin", type: kind.type,
                ["message_thread_id": "\(topic)"])
            #expect(message["message_thread_id"]?.int == topic)
            let members = Set(MediaKind.allCases.map(\.rawValue)).intersection(message.names).sorted()
            #expect(members == kind.members)
            let media = try #require(message[kind.members.last ?? ""])
            #expect(media.names == kind.details.sorted())
            #expect(media["file_size"]?.int == kind.bytes.count)
            #expect(kind.details.contains("file_name") == (media["file_name"]?.string == "a.bin"))
            if let type = kind.type { #expect(media["mime_type"]?.string == type) }
            let id = try #require(media["file_id"]?.string)
            let reply = try await running.download(id)
            #expect(reply.body == kind.bytes)
            let again = try await running.result(kind.method, #""\#(kind.part)": "\#(id)""#)
            #expect(again[kind.members.last ?? ""]?["file_id"]?.string == id)
            #expect(again[kind.members.last ?? ""]?["file_unique_id"]?.string == media["file_unique_id"]?.string)
        }
    }

    @Test func sendPhoto_givesSizesAscending_andTheBytesWithTheLargest() async throws {
        try await RunningSimulator.with { running in
            let bytes = SampleFile.png(1600, 1200)
            let caption = #"[{"type": "bold", "offset": 0, "length": 3}]"#
            let message = try await running.uploaded(
                "sendPhoto", "photo", bytes, ["caption": "see it", "caption_entities": caption])
            let sizes = try #require(message["photo"]?.elements)
            #expect(sizes.compactMap { $0["width"]?.int } == [90, 320, 800, 1280])
            #expect(sizes.compactMap { $0["height"]?.int } == [67, 240, 600, 960])
            #expect(Set(sizes.compactMap { $0["file_unique_id"]?.string }).count == 4)
            #expect(message["caption"]?.string == "see it")
            #expect(message["caption_entities"]?[0]?["type"]?.string == "bold")
            let largest = try #require(sizes.last?["file_id"]?.string)
            #expect(try await running.download(largest).body == bytes)
            let smallest = try #require(sizes.first?["file_id"]?.string)
            #expect(try await running.download(smallest).body != bytes)
            let again = try await running.result("sendPhoto", #""photo": "\#(smallest)""#)
            #expect(again["photo"]?.elements.last?["file_id"]?.string == largest)
        }
    }

    @Test(arguments: [(SampleFile.jpeg, 80, 60), (SampleFile.webp, 512, 100), (SampleFile.gif, 2, 3)])
    func photo_hasTheSizeItsHeaderSays(_ bytes: [UInt8], _ width: Int, _ height: Int) async throws {
        try await RunningSimulator.with { running in
            let largest = try await running.uploaded("sendPhoto", "photo", bytes)["photo"]?.elements.last
            #expect(largest?["width"]?.int == width)
            #expect(largest?["height"]?.int == height)
        }
    }

    @Test(arguments: [
        ("sendPhoto", "photo", SampleFile.text, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", SampleFile.png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "photo", SampleFile.png(2001, 100), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "document", SampleFile.text, "there is no photo in the request"),
        ("sendVideoNote", "video", SampleFile.text, "there is no video note in the request"),
        ("sendDocument", "document", [], "file must be non-empty"),
    ])
    func upload_isRefused(_ method: String, _ part: String, _ bytes: [UInt8], _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.upload(method, part, bytes)
            #expect(reply.status == 400)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
            #expect(running.simulator.group.messages.isEmpty)
        }
    }

    @Test func photo_isRefused_beyond10MB_andAnythingBeyond50MB() async throws {
        try await RunningSimulator.with { running in
            let photo = SampleFile.png(10, 10) + [UInt8](repeating: 0, count: 10 << 20)
            let reply = try await running.upload("sendPhoto", "photo", photo)
            #expect(
                try reply.json["description"]?.string
                    == "Bad Request: file of size \(photo.count) bytes is too big for a photo; the maximum size is "
                    + "10485760 bytes")
            let socket = try SocketClient(host: "127.0.0.1", port: running.port)
            try await socket.send(
                "POST \(running.path("sendDocument")) HTTP/1.1\r\nHost: t\r\nContent-Length: 60000000\r\n\r\n")
            #expect(try await socket.receiveReply().status == 413)
        }
    }

    @Test func parameters_areRefused_beyond1MB() async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.upload(
                "sendDocument", "document", SampleFile.text, ["caption": String(repeating: "x", count: 1 << 20)])
            #expect(reply.status == 413)
        }
    }

    @Test func fileID_ofAPhoto_isNoDocument() async throws {
        try await RunningSimulator.with { running in
            let photo = try await running.uploaded("sendPhoto", "photo", SampleFile.jpeg)
            let document = try await running.uploaded("sendDocument", "document", SampleFile.text)
            let photoID = try #require(photo["photo"]?[0]?["file_id"]?.string)
            let documentID = try #require(document["document"]?["file_id"]?.string)
            for (method, members, reason) in [
                ("sendDocument", #""document": "\#(photoID)""#, "can't use file of type Photo as Document"),
                ("sendPhoto", #""photo": "\#(documentID)""#, "can't use file of type Document as Photo"),
                ("sendPhoto", #""photo": "nonsense""#, "wrong file identifier/HTTP URL specified"),
                ("sendPhoto", #""photo": "https://shop.test/a.png""#, "failed to get HTTP URL content"),
            ] {
                let reply = try await running.call(method, members)
                #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
            }
        }
    }

    @Test func getFile_refuses_whatIsTooBigOrUnknown() async throws {
        try await RunningSimulator.with { running in
            let message = try running.simulator.change { group throws(APIError) in
                let bytes = [UInt8](repeating: 1, count: 20 << 20 + 1)
                return try group.attach(.document, Upload(bytes, name: "big.zip"), by: .named("Olga"))
            }
            let id = try #require(message.media?.fields["document"]?["file_id"]?.string)
            for (id, reason) in [
                (id, "file is too big"), ("", "invalid file_id"), ("nonsense", "invalid file_id"),
                ("BQACAgIAAxzzzz", "wrong file_id or the file is temporarily unavailable"),
            ] {
                let reply = try await running.call("getFile", #""file_id": "\#(id)""#)
                #expect(reply.status == 400)
                #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
            }
        }
    }

    @Test func link_isGoodForAnHour_withTheToken() async throws {
        let clock = ManualClock()
        try await RunningSimulator.with(clock: clock) { running in
            let message = try await running.uploaded("sendDocument", "document", SampleFile.text, name: "a.PDF")
            let id = try #require(message["document"]?["file_id"]?.string)
            let early = try await running.client.get(
                "/file/bot\(running.simulator.configuration.token)/documents/file_1.pdf")
            #expect(early.status == 404, "getFile comes first")
            let file = try await running.result("getFile", #""file_id": "\#(id)""#)
            let path = try #require(file["file_path"]?.string)
            #expect(path == "documents/file_1.pdf")
            let address = "/file/bot\(running.simulator.configuration.token)/\(path)"
            #expect(try await running.client.get(address).text == "Hello, file.")
            #expect(try await running.client.get("/file/bot1:another-token/\(path)").status == 401)
            clock.advance(byMilliseconds: 3_600_000)
            #expect(try await running.client.get(address).status == 404)
            #expect(try await running.download(id).status == 200)
        }
    }

    @Test func oldestFiles_areForgotten_beyondTheBound() async throws {
        var configuration = TelegramSimulator.Configuration()
        configuration.fileBytes = 30
        try await RunningSimulator.with(configuration) { running in
            var ids: [String] = []
            for _ in 0..<3 {
                let message = try await running.uploaded("sendDocument", "document", SampleFile.text)
                ids.append(try #require(message["document"]?["file_id"]?.string))
            }
            #expect(ids.map { running.simulator.group.file($0) != nil } == [false, true, true])
        }
    }

    @Test(arguments: [
        (#""caption": "\#(String(repeating: "😀", count: 513))""#, "message caption is too long"),
        (
            #""caption": "a", "caption_entities": [{"type": "bold", "offset": 0, "length": 2}]"#,
            "ENTITY_BOUNDS_INVALID"
        ),
        (#""caption": "a", "parse_mode": "TeX""#, "unsupported parse_mode"),
        (#""message_thread_id": 77"#, "message thread not found"),
        (#""reply_parameters": {"message_id": 77}"#, "message to be replied not found"),
        (
            #""reply_markup": {"inline_keyboard": [[{"text": "a"}]]}"#,
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        ),
    ])
    func sendDocument_refuses_whatBelongsToIt(_ members: String, _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let message = try await running.uploaded("sendDocument", "document", SampleFile.text)
            let id = try #require(message["document"]?["file_id"]?.string)
            let reply = try await running.call("sendDocument", #""document": "\#(id)", "# + members)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
        }
    }

    @Test func caption_takes1024UTF16Units() async throws {
        try await RunningSimulator.with { running in
            let caption = String(repeating: "😀", count: 512)
            let message = try await running.uploaded(
                "sendDocument", "document", SampleFile.text, ["caption": " \(caption) "])
            #expect(message["caption"]?.string == caption)
        }
    }

    @Test(arguments: [
        ("sendLocation", #""latitude": 55.75, "longitude": 37.5"#, "location", ["latitude", "longitude"]),
        (
            "sendContact", #""phone_number": "+7", "first_name": "Ann", "last_name": "B""#, "contact",
            ["first_name", "last_name", "phone_number"]
        ),
    ])
    func placeAndContact_areSent(
        _ method: String, _ members: String, _ name: String, _ details: [String]
    ) async throws {
        try await RunningSimulator.with { running in
            let message = try await running.result(method, members)
            #expect(message[name]?.names == details)
            let refused = try await running.call(method)
            let missing = name == "location" ? "latitude is empty" : "phone number is empty"
            #expect(try refused.json["description"]?.string == "Bad Request: " + missing)
        }
    }

    @Test func fault_canRefuseAPhoto() async throws {
        try await RunningSimulator.with { running in
            running.simulator.change { $0.add(Fault(.photoInvalidDimensions, method: "sendPhoto")) }
            let reply = try await running.upload("sendPhoto", "photo", SampleFile.jpeg)
            #expect(try reply.json["description"]?.string == "Bad Request: PHOTO_INVALID_DIMENSIONS")
            #expect(try await running.upload("sendPhoto", "photo", SampleFile.jpeg).status == 200)
        }
    }

    @Test func log_showsFilesWithoutTheirBytes() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.uploaded("sendDocument", "document", SampleFile.text, name: "a.txt")
            let call = try #require(running.simulator.group.calls.last)
            #expect(call.parameters["document"]?["file_name"]?.string == "a.txt")
            #expect(call.parameters["document"]?["file_size"]?.integer == 12)
        }
    }
}
