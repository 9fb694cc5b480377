import Domain
import Foundation
import Glibc
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// Files between visitors and staff, by the way of Telegram.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MediaTests {
    static let olga = Participant.named("Olga")

    private func conversation(_ fixture: RelayFixture) async throws -> SessionToken {
        let visitor = try await fixture.visitor()
        try await fixture.say("question", as: visitor)
        try await eventually { fixture.texts() == ["question"] }
        return visitor
    }

    private func answers(_ fixture: RelayFixture, _ visitor: SessionToken) throws -> [Domain.Message] {
        try fixture.desk.conversation(of: visitor, before: nil, limit: 50).history.messages.filter {
            $0.author == .agent
        }
    }

    private func uploadByStaff(
        _ bytes: [UInt8], _ name: String, _ fixture: RelayFixture, limit: Int = 200 << 20
    ) async throws -> Domain.Attachment {
        let folder = TemporaryFolder()
        let path = folder.path + "/upload"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        return try await fixture.desk.keepFile(
            descriptor, count: bytes.count, name: name, limit: limit, by: .operatorKey)
    }

    @Test func filesOfThePanel_reachTheVisitorAndTheTopic_whateverTheirSize() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let ticket = try #require(try fixture.desk.conversation(of: visitor, limit: 1).ticket)
            func answer(_ text: String, _ files: [Domain.Attachment]) async throws {
                let message = Desk.StaffMessage(
                    text: try MessageText(text, mayBeBlank: true), attachments: files.map(\.id))
                _ = try await fixture.desk.answer(message, in: ticket.id, by: nil, as: .operatorKey)
            }
            let photo = try await uploadByStaff(SampleImage.jpeg, "cat.jpg", fixture)
            let text = try await uploadByStaff(Array("notes".utf8), "notes.txt", fixture)
            try await answer("look", [photo, text])
            try await answer("", [try await uploadByStaff(Array("more".utf8), "more.txt", fixture)])
            let large = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 32, count: 50 << 20)
            try await answer("", [try await uploadByStaff(large, "large.pdf", fixture)])
            try await eventually { fixture.texts().last?.contains("“large.pdf” can't be shown here") == true }
            #expect(
                try shown(fixture) == [
                    "photo Support (panel): look", "document Support (panel)", "document Support (panel)",
                ])
            #expect(fixture.texts().last?.hasSuffix("Support (panel)") == true)
            let seen = try answers(fixture, visitor)
            #expect(seen.map { $0.attachments.map(\.state) } == [[.ready, .ready], [.ready], [.ready]])
            #expect(try fixture.desk.links(to: seen.flatMap(\.attachments).map(\.id), for: visitor).count == 4)
        }
    }

    /// Kinds of the posts in the topic that have a file, with their captions.
    private func shown(_ fixture: RelayFixture) throws -> [String] {
        let topic = try fixture.topic
        return fixture.telegram.group.messages(in: topic).compactMap { message in
            guard case .media(let media) = message.content else { return nil }
            let kind = MediaKind.allCases.first { media.fields[$0.rawValue] != nil }
            return "\(kind?.rawValue ?? "?") \(media.caption?.text ?? "")"
        }
    }

    struct Sample: Sendable {
        var kind: MediaKind
        var bytes: [UInt8]
        var type: String
        var shownAs: Domain.Attachment.Kind
    }

    static let mp4: [UInt8] = [0, 0, 0, 24] + Array("ftypisomAAAAisommp42".utf8)
    static let ogg: [UInt8] = Array("OggS".utf8) + [UInt8](repeating: 0, count: 24) + Array("OpusHead".utf8)
    static let mp3: [UInt8] = Array("ID3".utf8) + [UInt8](repeating: 4, count: 60)

    static let samples = [
        Sample(kind: .photo, bytes: SampleImage.jpeg, type: "image/jpeg", shownAs: .photo),
        Sample(kind: .document, bytes: Array("%PDF-1.4\n%%EOF\n".utf8), type: "application/pdf", shownAs: .document),
        Sample(kind: .video, bytes: mp4, type: "video/mp4", shownAs: .video),
        Sample(kind: .animation, bytes: mp4, type: "video/mp4", shownAs: .animation),
        Sample(kind: .videoNote, bytes: mp4, type: "video/mp4", shownAs: .videoNote),
        Sample(kind: .voice, bytes: ogg, type: "audio/ogg", shownAs: .voice),
        Sample(kind: .audio, bytes: mp3, type: "audio/mpeg", shownAs: .audio),
        Sample(kind: .sticker, bytes: SampleImage.webp, type: "image/webp", shownAs: .sticker),
    ]

    @Test(arguments: samples) func fileOfStaff_reachesTheVisitor(sample: Sample) async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            let caption = sample.kind == .photo ? "look" : ""
            _ = try fixture.telegram.change {
                try $0.attach(
                    sample.kind, Upload(sample.bytes, name: "file.bin", mimeType: nil), caption: caption, in: topic,
                    by: Self.olga)
            }
            try await eventually { (try? answers(fixture, visitor))?.first?.attachments.first?.state == .ready }
            let message = try #require(try answers(fixture, visitor).first)
            let file = try #require(message.attachments.first)
            #expect(message.text == caption && message.attachments.count == 1)
            #expect(file.kind == sample.shownAs && file.type == sample.type)
            let link = try #require(try fixture.desk.links(to: [file.id], for: visitor).first)
            let served = try served(link, fixture)
            #expect(FileManager.default.contents(atPath: served.path).map(Array.init) == sample.bytes)
        }
    }

    private func served(_ link: FileLink, _ fixture: RelayFixture) throws -> Desk.ServedFile {
        let query = try #require(URLComponents(string: link.path)?.queryItems)
        let until = try #require(query.first { $0.name == "until" }?.value.flatMap { Int64($0) })
        return try fixture.desk.file(
            link.attachment, until: until, seal: query.first { $0.name == "seal" }?.value ?? "")
    }

    @Test func album_isOneMessage_withItsCaption() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            let part = (kind: MediaKind.photo, upload: Upload(SampleImage.jpeg, name: nil, mimeType: "image/jpeg"))
            _ = try fixture.telegram.change {
                try $0.attach(album: [part, part, part], caption: "three", in: topic, by: Self.olga)
            }
            try await eventually {
                (try? answers(fixture, visitor))?.first?.attachments.count { $0.state == .ready } == 3
            }
            let all = try answers(fixture, visitor)
            #expect(all.count == 1 && all.first?.text == "three")
        }
    }

    @Test func fileOverTheLimit_isToldInTheTopic_andNamedToTheVisitor() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            let bytes = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 32, count: 20 << 20)
            _ = try fixture.telegram.change {
                try $0.attach(.document, Upload(bytes, name: "big.pdf", mimeType: nil), in: topic, by: Self.olga)
            }
            try await eventually { fixture.texts().last?.contains("big.pdf: it is over 20 MB") == true }
            let file = try #require(try answers(fixture, visitor).first?.attachments.first)
            #expect(file.state == .unavailable && file.name == "big.pdf")
        }
    }

    @Test func placesAndContacts_areCarriedAsText() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            _ = try fixture.telegram.change { group in
                try group.send(
                    ["location": ["latitude": .double(59.93), "longitude": .double(30.33)]], in: topic, by: Self.olga)
                try group.send(
                    ["contact": ["phone_number": "+7123", "first_name": "Anna"]], in: topic, by: Self.olga)
            }
            try await eventually { (try? answers(fixture, visitor))?.count == 2 }
            let texts = try answers(fixture, visitor).map(\.text)
            #expect(texts[0].hasPrefix("📍 https://www.openstreetmap.org/?mlat=59.93&mlon=30.33"))
            #expect(texts[1] == "👤 Anna, +7123")
        }
    }

    @Test func filesOfAVisitor_areInTheTopic_inOrder_andOnlyOnce() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let photo = try await fixture.upload(SampleImage.jpeg, "cat.jpg", by: visitor)
            let text = try await fixture.upload(Array("notes".utf8), "notes.txt", by: visitor)
            #expect(photo.kind == .photo && photo.width == 16 && text.kind == .document)
            try await fixture.say("two files", with: [photo, text], as: visitor)
            try await fixture.say("after", as: visitor)
            try await eventually { fixture.texts().last == "after" }
            #expect(try shown(fixture) == ["photo two files", "document "])
            // Sent once, it is no file that waits any more.
            await #expect(throws: DeskError.invalid(.attachmentIDs)) {
                try await fixture.say("again", with: [photo], as: visitor)
            }
            // Nor is it anybody else's.
            let other = try await fixture.visitor("Chair")
            let third = try await fixture.upload(Array("secret".utf8), "s.txt", by: visitor)
            await #expect(throws: DeskError.invalid(.attachmentIDs)) {
                try await fixture.say("mine now", with: [third], as: other)
            }
            #expect(try fixture.desk.links(to: [photo.id, third.id], for: other).isEmpty)
            #expect(try fixture.desk.links(to: [photo.id, third.id], for: visitor).count == 2)
        }
    }

    @Test func photoThatTelegramRefuses_isSentAsADocument_andAFileItRefusesIsNamed() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            fixture.telegram.change { $0.add(Fault(.photoInvalidDimensions, method: "sendPhoto")) }
            let photo = try await fixture.upload(SampleImage.jpeg, "cat.jpg", by: visitor)
            try await fixture.say("look", with: [photo], as: visitor)
            try await eventually { (try? shown(fixture)) == ["document look"] }
            fixture.telegram.change { $0.add(Fault(.photoInvalidDimensions, method: "sendDocument")) }
            let text = try await fixture.upload(Array("notes".utf8), "notes.txt", by: visitor)
            try await fixture.say("read", with: [text], as: visitor)
            try await fixture.say("after", as: visitor)
            try await eventually { fixture.texts().last == "after" }
            #expect(fixture.texts().contains { $0.contains("“notes.txt” can't be shown here") && $0.contains("read") })
        }
    }

    @Test func textTooLongForACaption_comesAfterTheFile() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let photo = try await fixture.upload(SampleImage.png, "a.png", by: visitor)
            let text = String(repeating: "word ", count: 300)
            try await fixture.say(text, with: [photo], as: visitor)
            try await eventually { fixture.texts().last == text.trimmingCharacters(in: .whitespaces) }
            #expect(try shown(fixture) == ["photo "])
        }
    }
}
