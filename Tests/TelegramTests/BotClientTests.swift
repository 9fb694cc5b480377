import Telegram
import TelegramSimulator
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct BotClientTests {
    @Test func bot_knowsItselfItsGroupAndItsRights() async throws {
        try await SimulatedTelegram.run { telegram in
            let me = try await telegram.bot.getMe()
            #expect(me.isBot && me.username == "desk_bot")
            let chat = try await telegram.bot.getChat(telegram.chat)
            #expect(chat.isForum && chat.kind == .supergroup && chat.title == "Support")
            let member = try await telegram.bot.getChatMember(in: telegram.chat, user: me.id)
            #expect(member.status == .administrator && member.isInChat && member.canManageTopics)
        }
    }

    @Test func bot_postsToATopic_withFormattingAndReply() async throws {
        try await SimulatedTelegram.run { telegram in
            let topic = try await telegram.bot.createForumTopic(in: telegram.chat, name: "Ann · billing", color: .green)
            #expect(topic.name == "Ann · billing")
            let first = try await telegram.bot.sendMessage(
                to: telegram.chat, thread: topic.threadID, text: "Ann: 👍 hello",
                entities: [MessageEntity(.bold, offset: 0, length: 4)])
            #expect(first.topicID == topic.threadID && first.realReply == nil)
            #expect(first.entities == [MessageEntity(.bold, offset: 0, length: 4)])
            let second = try await telegram.bot.sendMessage(
                to: telegram.chat, thread: topic.threadID, text: "and", replyTo: first.id, isSilent: true)
            #expect(second.realReply == first.id && second.id > first.id)
            #expect(telegram.texts(in: topic.threadID) == ["Ann: 👍 hello", "and"])
        }
    }

    @Test func bot_givesATopicAnIcon_ofThoseThatTelegramOffers() async throws {
        try await SimulatedTelegram.run { telegram in
            let offered = try await telegram.bot.getForumTopicIconStickers()
            let icon = try #require(offered.first { $0.emoji == "💬" }?.customEmojiID)
            let topic = try await telegram.bot.createForumTopic(
                in: telegram.chat, name: "Ann", iconCustomEmojiID: icon)
            #expect(topic.iconCustomEmojiID == icon)
            await #expect(throws: TelegramError.badRequest("DOCUMENT_INVALID")) {
                try await telegram.bot.createForumTopic(in: telegram.chat, name: "Ann", iconCustomEmojiID: "1")
            }
        }
    }

    @Test func bot_leavesOutWhatIsNotSet() async throws {
        try await SimulatedTelegram.run { telegram in
            _ = try await telegram.bot.sendMessage(to: telegram.chat, thread: nil, text: "in General")
            #expect(
                telegram.calls(of: "sendMessage") == [
                    [
                        "chat_id": .integer(Int(telegram.chat)), "text": "in General",
                        "link_preview_options": ["is_disabled": true],
                    ]
                ])
            #expect(telegram.texts(in: nil) == ["in General"])
        }
    }

    @Test(arguments: [Int64(1), 0, -5])
    func bot_sendsNothing_whenTheTopicCanBeNone(thread: Int64) async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            let refused = TelegramError.badRequest("\(thread) is no topic's id")
            #expect(
                await failure { () throws(TelegramError) in
                    _ = try await bot.sendMessage(to: chat, thread: thread, text: "x")
                } == refused)
            #expect(
                await failure { () throws(TelegramError) in try await bot.sendChatAction(to: chat, thread: thread) }
                    == refused)
            #expect(
                await failure { () throws(TelegramError) in try await bot.closeForumTopic(in: chat, thread: thread) }
                    == refused)
            #expect(telegram.group.calls.isEmpty)
        }
    }

    @Test func bot_saysSo_whenAMessageLandsElsewhere() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            let thread = try await telegram.topic()
            let other = try await telegram.topic("Bob")
            func send() async -> TelegramError? {
                await failure { () throws(TelegramError) in
                    _ = try await bot.sendMessage(to: chat, thread: thread, text: "x")
                }
            }
            telegram.fail("sendMessage", .misplaced(threadID: Int(other)))
            let misplaced = await send()
            var stray = try #require(telegram.group.messages.last)
            #expect(misplaced == .postedElsewhere(messageID: Int64(stray.id), threadID: other))

            telegram.simulator.change { $0.setForum(false) }
            let unthreaded = await send()
            stray = try #require(telegram.group.messages.last)
            #expect(unthreaded == .postedElsewhere(messageID: Int64(stray.id), threadID: nil))
        }
    }

    @Test func bot_learnsThatATopicIsGone() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            let thread = try await telegram.topic()
            try telegram.simulator.change { group throws(APIError) in try group.deleteTopic(Int(thread)) }
            for _ in 0..<2 {
                #expect(
                    await failure { () throws(TelegramError) in
                        _ = try await bot.sendMessage(to: chat, thread: thread, text: "x")
                    } == .topicGone)
            }
            #expect(
                await failure { () throws(TelegramError) in try await bot.closeForumTopic(in: chat, thread: thread) }
                    == .topicGone)
            #expect(
                await failure { () throws(TelegramError) in
                    try await bot.editForumTopic(in: chat, thread: thread, name: "new")
                } == .topicGone)
        }
    }

    @Test func bot_renamesClosesAndReopensATopic_once() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            let thread = try await telegram.topic()
            try await bot.editForumTopic(in: chat, thread: thread, name: "✅ Ann")
            #expect(telegram.group.topic(named: "✅ Ann")?.threadID == Int(thread))
            try await bot.closeForumTopic(in: chat, thread: thread)
            #expect(telegram.group.topics[Int(thread)]?.isClosed == true)
            let again = await failure { () throws(TelegramError) in
                try await bot.closeForumTopic(in: chat, thread: thread)
            }
            #expect(again == .notModified)
            try await bot.reopenForumTopic(in: chat, thread: thread)
            #expect(telegram.group.topics[Int(thread)]?.isClosed == false)
        }
    }

    @Test func bot_editsDeletesReactsAndPins() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            let thread = try await telegram.topic()
            let message = try await bot.sendMessage(to: chat, thread: thread, text: "one")
            let edited = try await bot.editMessageText(in: chat, message: message.id, text: "two")
            #expect(edited.text == "two" && edited.editDate != nil)
            #expect(
                await failure { () throws(TelegramError) in
                    _ = try await bot.editMessageText(in: chat, message: message.id, text: "two")
                } == .notModified)
            try await bot.pinChatMessage(in: chat, message: message.id)
            try await bot.sendChatAction(to: chat, thread: thread)
            try await bot.deleteMessage(in: chat, message: message.id)
            #expect(telegram.texts(in: thread).isEmpty)
            #expect(
                await failure { () throws(TelegramError) in try await bot.deleteMessage(in: chat, message: message.id) }
                    == .messageGone)
        }
    }

    @Test func bot_postsWithoutTheReply_whenItsTargetIsGone() async throws {
        try await SimulatedTelegram.run { telegram in
            let thread = try await telegram.topic()
            let message = try await telegram.bot.sendMessage(
                to: telegram.chat, thread: thread, text: "x", replyTo: 999_999)
            #expect(message.realReply == nil)
        }
    }

    @Test func bot_setsItsCommands() async throws {
        try await SimulatedTelegram.run { telegram in
            try await telegram.bot.setMyCommands(
                [(name: "close", description: "Close this conversation")], in: telegram.chat, languageCode: "en")
            let call = try #require(telegram.calls(of: "setMyCommands").first)
            #expect(call["commands"]?[0]?["command"] == "close" && call["language_code"] == "en")
        }
    }

    @Test(arguments: [
        (Fault.Kind.tooManyRequests(retryAfter: 14), TelegramError.rateLimited(retryAfter: .seconds(14))),
        (.kicked, .forbidden("bot was kicked from the supergroup chat")), (.topicClosed, .topicClosed),
        (.page(status: 502), .uncertain("status 502")), (.page(status: 413), .notSent("status 413, not from Telegram")),
        (.page(status: 404), .notSent("status 404, not from Telegram")),
    ])
    func bot_classifiesWhatComesOverTheSocket(fault: Fault.Kind, meaning: TelegramError) async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            telegram.fail("sendMessage", fault)
            #expect(
                await failure { () throws(TelegramError) in
                    _ = try await bot.sendMessage(to: chat, thread: nil, text: "x")
                } == meaning)
            #expect(telegram.texts(in: nil).isEmpty)
        }
    }

    @Test func bot_isTold_whereTheGroupHasGone() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            telegram.simulator.change { $0.migrate(to: -1_009_999) }
            #expect(
                await failure { () throws(TelegramError) in
                    _ = try await bot.sendMessage(to: -1_001_234_567_890, thread: nil, text: "x")
                } == .migrated(to: -1_009_999))
        }
    }

    @Test(arguments: [(Fault.Kind.dropBefore, 0), (.dropAfter, 1)])
    func bot_doesNotKnowAndDoesNotRepeat_whenTheConnectionBreaks(fault: Fault.Kind, posted: Int) async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            let chat = telegram.chat
            _ = try await bot.getMe()  // so that the message meets a connection in use
            telegram.fail("sendMessage", fault)
            let error = await failure { () throws(TelegramError) in
                _ = try await bot.sendMessage(to: chat, thread: nil, text: "x")
            }
            guard case .uncertain = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(telegram.texts(in: nil).count == posted)
            #expect(telegram.calls(of: "sendMessage").count == 1)
        }
    }

    @Test func bot_doesNotKnow_whenTheAnswerTakesTooLong() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            telegram.fail("getMe", .none, delay: .seconds(3600))
            let error = await failure { () throws(TelegramError) in
                let _: User = try await bot.call("getMe", timeout: .milliseconds(50))
            }
            guard case .uncertain = error else { return #expect(Bool(false), "\(String(describing: error))") }
        }
    }

    @Test func bot_isCancelled_whenItsTaskIs() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            telegram.fail("getMe", .none, delay: .seconds(3600))
            let call = Task { await failure { () throws(TelegramError) in _ = try await bot.getMe() } }
            await telegram.simulator.wait { !$0.calls.isEmpty }
            call.cancel()
            #expect(await call.value == .cancelled)
        }
    }

    @Test func bot_neverTellsItsToken() async throws {
        try await SimulatedTelegram.run { telegram in
            let secret = "SECRET-SECRET-SECRET"
            var errors: [TelegramError?] = []
            for url in [telegram.url, "http://127.0.0.1:1", "ftp://127.0.0.1", "http://[", ""] {
                let bot = BotClient(token: "7000000001:" + secret, apiURL: url, session: telegram.session)
                errors.append(await failure { () throws(TelegramError) in _ = try await bot.getMe() })
                #expect(!"\(bot)".contains(secret))
            }
            guard case .unauthorized = errors.first else { return #expect(Bool(false)) }
            for error in errors.dropFirst() {
                guard case .notSent = error else { return #expect(Bool(false), "\(String(describing: error))") }
            }
            #expect(!errors.contains { "\(String(describing: $0))".contains(secret) })
        }
    }

    @Test func bot_saysEverythingEachTime_whenItSetsItsWebhook() async throws {
        try await SimulatedTelegram.run { telegram in
            let bot = telegram.bot
            try await bot.setWebhook(
                url: "https://desk.example/tg", secretToken: "q1W_e2-R3", allowedUpdates: [.message, .editedMessage],
                maxConnections: 7)
            #expect(
                telegram.calls(of: "setWebhook") == [
                    [
                        "url": "https://desk.example/tg", "secret_token": "q1W_e2-R3", "max_connections": 7,
                        "allowed_updates": ["message", "edited_message"],
                    ]
                ])
            let info = try await bot.getWebhookInfo()
            #expect(info.url == "https://desk.example/tg" && info.maxConnections == 7 && info.pendingUpdateCount == 0)
            #expect(info.allowedUpdates.map(Set.init) == ["message", "edited_message"])
            try await bot.deleteWebhook()
            #expect(try await bot.getWebhookInfo().url.isEmpty)
            #expect(
                await failure { () throws(TelegramError) in
                    try await bot.setWebhook(url: "https://desk.example:1/", secretToken: "a b", allowedUpdates: [])
                }.map(isRefusedWebhook) == true)
        }
    }

    private func isRefusedWebhook(_ error: TelegramError) -> Bool {
        if case .webhookRefused = error { true } else { false }
    }
}
