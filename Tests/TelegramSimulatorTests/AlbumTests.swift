import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct AlbumTests {
    /// Sends the items with parts `a` (an image) and `b` (a text).
    private func send(_ running: RunningSimulator, _ media: String, thread: Int? = nil) async throws -> HTTPReply {
        var form = Form(["media": media].merging(thread.map { ["message_thread_id": "\($0)"] } ?? [:]) { $1 })
        form.attach("a", SampleFile.jpeg, name: "a.jpg", type: "image/jpeg")
        form.attach("b", SampleFile.text, name: "b.txt")
        form.attach("huge", SampleFile.png(9000, 9000))
        return try await form.post(to: running.path("sendMediaGroup"), port: running.port)
    }

    @Test func album_isOneMessageForEachFile_withOneID() async throws {
        try await RunningSimulator.with { running in
            let topic = try await running.topic()
            let media = #"""
                [{"type": "photo", "media": "attach://a", "caption": "two"}, {"type": "photo", "media": "attach://a"}]
                """#
            let messages = try #require(try await send(running, media, thread: topic).json["result"]?.elements)
            #expect(messages.count == 2)
            #expect(Set(messages.compactMap { $0["media_group_id"]?.string }).count == 1)
            #expect(messages[0]["caption"]?.string == "two")
            #expect(messages[1]["caption"] == nil)
            #expect(messages.allSatisfy { $0["photo"] != nil && $0["message_thread_id"]?.int == topic })
            let next = try #require(try await send(running, media).json["result"]?.elements)
            #expect(next[0]["media_group_id"]?.string != messages[0]["media_group_id"]?.string)
        }
    }

    @Test func albumOfOne_isAMessageByItself() async throws {
        try await RunningSimulator.with { running in
            let messages = try await send(running, #"[{"type": "document", "media": "attach://b"}]"#).json["result"]
            #expect(messages?.elements.count == 1)
            #expect(messages?[0]?["media_group_id"] == nil)
        }
    }

    @Test(arguments: [
        ("[]", "there are no messages to send"),
        (
            "[" + Array(repeating: #"{"type": "photo", "media": "attach://a"}"#, count: 11).joined(separator: ",")
                + "]",
            "too many messages to send as an album"
        ),
        (
            #"[{"type": "photo", "media": "attach://a"}, {"type": "document", "media": "attach://b"}]"#,
            "document can't be mixed with other media types"
        ),
        (
            #"[{"type": "photo", "media": "attach://a"}, {"type": "audio", "media": "attach://b"}]"#,
            "audio can't be mixed with other media types"
        ),
        (
            #"[{"type": "voice", "media": "attach://a"}, {"type": "voice", "media": "attach://b"}]"#,
            "can't use the media of the specified type in the album"
        ),
        (
            #"[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://missing"}]"#,
            "can't parse InputMedia: media not found"
        ),
        (
            #"[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://huge"}]"#,
            "failed to send message #2 with the error message \"PHOTO_INVALID_DIMENSIONS\""
        ),
        (
            #"[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://a", "caption_entities": [{"type": "bold", "offset": 0, "length": 1}]}]"#,
            "ENTITY_BOUNDS_INVALID"
        ),
        ("{", "can't parse media JSON object"),
    ])
    func album_isRefusedAsAWhole(_ media: String, _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await send(running, media)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
            #expect(running.simulator.group.messages.isEmpty)
        }
    }

    @Test func album_countsEachItem() async throws {
        var configuration = TelegramSimulator.Configuration()
        configuration.messagesPerMinute = 3
        try await RunningSimulator.with(configuration, clock: ManualClock()) { running in
            let media = #"[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://a"}]"#
            let first = try await send(running, media)
            #expect(first.status == 200)
            #expect(try await send(running, media).status == 429)
            #expect(running.simulator.group.rate == (2, 1))
        }
    }
}
