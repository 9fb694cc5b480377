import Foundation
import Telegram
import TelegramSimulator
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct MediaTests {
    private func file(_ kind: OutgoingFile.Kind, _ bytes: [UInt8], _ name: String, in folder: TemporaryFolder) throws
        -> OutgoingFile
    {
        let path = folder.path + "/file"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return OutgoingFile(kind: kind, path: path, name: name, type: "image/png")
    }

    @Test(arguments: [OutgoingFile.Kind.photo, .document])
    func bot_postsAFile_withCaptionAndReply(kind: OutgoingFile.Kind) async throws {
        let folder = TemporaryFolder()
        try await SimulatedTelegram.run { telegram in
            let topic = try await telegram.topic()
            let first = try await telegram.bot.sendMessage(to: telegram.chat, thread: topic, text: "first")
            // What would end the header, were it not escaped.
            let name = "a\"b\r\nX-Evil: 1.png"
            let sent = try await telegram.bot.sendFile(
                try file(kind, SampleImage.png, name, in: folder), to: telegram.chat, thread: topic,
                caption: "👍 look", replyTo: first.id)
            guard case .media(let media) = sent.content else {
                Issue.record("expected a file, found \(sent.content)")
                return
            }
            #expect("\(media.kind)" == kind.rawValue && sent.text == "👍 look" && sent.realReply == first.id)
            #expect(sent.topicID == topic)
            let stored = try #require(telegram.group.file(media.fileID))
            #expect(stored.bytes == SampleImage.png)
            if kind == .document { #expect(media.name?.contains("\n") == false) }
        }
    }

    @Test func whatCanNotBePosted_isToldWithoutACall() async throws {
        let folder = TemporaryFolder()
        try await SimulatedTelegram.run { telegram in
            let (bot, chat) = (telegram.bot, telegram.chat)
            let big = try file(.photo, [UInt8](repeating: 0, count: BotClient.photoLimit + 1), "a.png", in: folder)
            let photo = await failure { () throws(TelegramError) in
                _ = try await bot.sendFile(big, to: chat, thread: nil)
            }
            #expect(photo == .fileRefused(.notPhoto))
            var gone = big
            gone.path += "-gone"
            let missing = await failure { () throws(TelegramError) in
                _ = try await bot.sendFile(gone, to: chat, thread: nil)
            }
            #expect(missing == .fileUnavailable)
            let nowhere = await failure { () throws(TelegramError) in
                _ = try await bot.sendFile(big, to: chat, thread: 1)
            }
            #expect(nowhere != nil)
            #expect(telegram.calls(of: "sendPhoto").isEmpty)
        }
    }

    @Test func refusals_areClassified() async throws {
        let folder = TemporaryFolder()
        try await SimulatedTelegram.run { telegram in
            let (bot, chat) = (telegram.bot, telegram.chat)
            let image = try file(.photo, SampleImage.png, "a.png", in: folder)
            telegram.fail("sendPhoto", .photoInvalidDimensions)
            let refused = await failure { () throws(TelegramError) in
                _ = try await bot.sendFile(image, to: chat, thread: nil)
            }
            #expect(refused == .fileRefused(.notPhoto))
            telegram.fail("sendPhoto", .dropAfter)
            let unclear = await failure { () throws(TelegramError) in
                _ = try await bot.sendFile(image, to: chat, thread: nil)
            }
            guard case .uncertain = unclear else {
                Issue.record("expected uncertain, found \(String(describing: unclear))")
                return
            }
        }
    }
}
