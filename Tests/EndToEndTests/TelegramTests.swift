import TelegramSimulator
import TestSupport
import Testing

/// The whole way from a visitor to a topic and back, through the real program.
@Suite(.serialized, .timeLimit(.minutes(3))) struct TelegramTests {
    @Test func twentyFirstMessagesAtOnce_makeOneTopic_withTheCardFirst_inOrder() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start()
        let token = try await APIClient(port: program.port).openSession()
        let accepted = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<20 {
                group.addTask {
                    let reply = try await APIClient(port: program.port).say("m\(number)", as: token)
                    #expect(reply.status == 201)
                    return (try #require(try reply.json["message"]?["id"]?.string.flatMap { Int($0) }), "m\(number)")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await eventually { fixture.delivered.count >= 20 }
        #expect(fixture.telegram.group.topics.count == 1)
        #expect(fixture.delivered == accepted.sorted { $0.0 < $1.0 }.map(\.1))
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        let card = fixture.telegram.group.messages(in: topic).compactMap(\.text).first
        #expect(card?.contains("Lamp") == true)
        #expect(try await program.stop() == 0)
    }

    @Test func answerInTheTopic_reachesTheVisitor_andItsEditToo() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        try await client.say("question", as: token)
        try await eventually { fixture.delivered == ["question"] }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        let answer = try fixture.telegram.change {
            try $0.write("answer", in: topic, by: .named("Olga"))
        }
        var cursor = "1"
        var page: JSONView
        repeat {
            page = try await client.get("/api/support/chat/poll?after=\(cursor)&wait=20", token: token).json
            cursor = try #require(page["cursor"]?.string)
        } while page["messages"]?.elements.isEmpty ?? true
        #expect(page["messages"]?[0]?["text"]?.string == "answer")
        #expect(page["messages"]?[0]?["author_name"]?.string == "Olga")
        try fixture.telegram.change { try $0.edit(answer.id, to: "better answer") }
        let edited = try await event("message_updated", client, token, after: cursor)
        #expect(edited["message"]?["text"]?.string == "better answer")
        #expect(edited["message"]?["edited_at"]?.string != nil)
    }

    /// Delivery to the staff is an event of its own, and not said of what waits.
    @Test func visitor_learnsThatTheStaffHaveTheMessage() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "off")
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        let sent = try await client.say("question", as: token).json
        let told = try await event("ticket", client, token, after: try #require(sent["cursor"]?.string))
        #expect(told["ticket"]?["delivered_up_to"]?.string == sent["message"]?["id"]?.string)
        #expect(fixture.delivered == ["question"])
    }

    /// The next event that is no new message, waited for.
    private func event(
        _ type: String, _ client: APIClient, _ token: String, after: String
    ) async throws -> JSONView {
        var cursor = after
        while true {
            let page = try await client.get("/api/support/chat/poll?after=\(cursor)&wait=20", token: token).json
            if let found = page["events"]?.elements.first(where: { $0["type"]?.string == type }) { return found }
            cursor = try #require(page["cursor"]?.string)
        }
    }

    @Test func webhookCall_needsTheSecret_andCountsOnce() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "webhook")
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        try await client.say("question", as: token)
        try await eventually { fixture.delivered == ["question"] }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        let chat = fixture.telegram.configuration.chatID
        let update = """
            {"update_id":5,"message":{"message_id":77,"date":1,"chat":{"id":\(chat),"type":"supergroup"},
            "from":{"id":501,"is_bot":false,"first_name":"Olga"},"message_thread_id":\(topic),"is_topic_message":true,
            "text":"answer"}}
            """
        let path = "/api/telegram/webhook"
        let secret = ["X-Telegram-Bot-Api-Secret-Token": TelegramFixture.webhookSecret]
        #expect(try await client.post(path, update).status == 401)
        let wrong = ["X-Telegram-Bot-Api-Secret-Token": "wrong"]
        #expect(try await APIClient(port: program.port).post(path, fields: wrong, update).status == 401)
        for _ in 0..<3 {
            let reply = try await APIClient(port: program.port).post(path, fields: secret, update)
            #expect(reply.status == 200)
            #expect(reply.body.isEmpty)
        }
        // A poison update is acknowledged, and holds up nobody.
        let poison = [#"{"update_id":6,"message":7}"#, #"{"update_id":"x"}"#, "{}", "nonsense"]
        for body in poison {
            #expect(try await APIClient(port: program.port).post(path, fields: secret, body).status == 200)
        }
        let after = update.replacing(#""update_id":5"#, with: #""update_id":7"#).replacing("77", with: "78")
        #expect(try await APIClient(port: program.port).post(path, fields: secret, after).status == 200)
        var texts: [String] = []
        try await eventually {
            // Each poll has what is new, and marks it as read.
            let reader = try APIClient(port: program.port)
            texts +=
                try await reader.get("/api/support/chat/poll", token: token).json["messages"]?.elements
                .compactMap { $0["text"]?.string } ?? []
            return texts.count >= 2
        }
        #expect(texts == ["answer", "answer"])
    }

    @Test func agentsKey_setsUpTheWebhook_andShowsWhatTelegramSaysOfIt() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "webhook")
        let client = try APIClient(port: program.port)
        let url = "https://desk.example/api/telegram/webhook"
        let path = "/api/telegram/setup-webhook?url=\(url)"
        #expect(try await client.post(path).status == 401)
        #expect(try await client.post(path, token: "wrong-wrong-wrong").status == 401)
        let reply = try await client.post(path, token: TelegramFixture.adminToken)
        #expect(reply.status == 200)
        let info = try await client.get("/api/telegram/webhook-info", token: TelegramFixture.adminToken).json
        #expect(info["url"]?.string == url)
        #expect(info["allowed_updates"]?.elements.compactMap(\.string).contains("message_reaction") == true)
        let missing = try await client.post("/api/telegram/setup-webhook", token: TelegramFixture.adminToken)
        #expect(missing.status == 400 && missing.text.contains("?url="))
        let bad = try await client.post(
            "/api/telegram/setup-webhook?url=ftp://desk.example", token: TelegramFixture.adminToken)
        #expect(bad.status == 400)
        let without = try await client.post(path)
        #expect(without.text.contains("OTVET_ADMIN_TOKEN"))
    }

    /// The setup call of the brief, with nothing set but the token and the group: the server is one's own, so http will do.
    @Test func webhook_isSetUpWhilePolling_andStays_andPollingTakesOverWhenItIsGone() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start(updates: "")
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        _ = try await client.say("hello", as: token)
        try await eventually { !fixture.delivered.isEmpty }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        func hears(_ answer: String) async throws -> Bool {
            try await client.get("/api/support/chat/poll", token: token).json["messages"]?.elements
                .contains { $0["text"]?.string == answer } ?? false
        }
        let olga = Participant.named("Olga")
        _ = try fixture.telegram.change { try $0.write("polled", in: topic, by: olga) }
        try await eventually { try await hears("polled") }
        let url = "http://127.0.0.1:\(program.port)/api/telegram/webhook"
        let reply = try await client.post(
            "/api/telegram/setup-webhook?url=\(url)", token: TelegramFixture.adminToken)
        #expect(reply.status == 200)
        _ = try fixture.telegram.change { try $0.write("pushed", in: topic, by: olga) }
        try await eventually { try await hears("pushed") }
        #expect(
            try await client.get("/api/telegram/webhook-info", token: TelegramFixture.adminToken).text.contains(url))
        // That polling was ended by it is no trouble.
        try await eventually { try await client.get("/readyz").text == "ok\n" }
    }

    @Test func nothingIsLost_whileTelegramIsAway_andNothingDoubledBeyondTheOnePostUnderWay() async throws {
        let fixture = try TelegramFixture()
        let program = try await fixture.start()
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        for number in 0..<3 { try await client.say("a\(number)", as: token) }
        try await eventually { fixture.delivered.count == 3 }
        // Killed in mid-conversation; what was accepted meanwhile is delivered by the next run.
        for number in 0..<5 { try await client.say("b\(number)", as: token) }
        program.kill()
        let again = try await fixture.start()
        let expected = ["a0", "a1", "a2", "b0", "b1", "b2", "b3", "b4"]
        try await eventually { Set(fixture.delivered).isSuperset(of: expected) }
        #expect(fixture.delivered.count <= expected.count + 1)
        #expect(fixture.telegram.group.topics.count == 1)
        let firsts = fixture.delivered.enumerated().filter { fixture.delivered.firstIndex(of: $1) == $0 }.map(\.1)
        #expect(firsts == expected)
        #expect(try await again.stop() == 0)
    }

    @Test func everyCall_goesThroughTheProxy() async throws {
        let fixture = try TelegramFixture()
        // The stand-in answers in the proxy's place: a proxy is asked for the whole address, which the engine takes too.
        let program = try await fixture.start([
            "TELEGRAM_API_URL": "http://api.telegram.invalid",
            "TELEGRAM_PROXY": fixture.address.replacing("http://", with: "http://desk:secret@"),
        ])
        let client = try APIClient(port: program.port)
        try await client.say("question", as: try await client.openSession())
        try await eventually { fixture.delivered == ["question"] }
        #expect(try await program.stop() == 0)
    }

    /// A fault of Telegram's, and whether it may have posted before it failed.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let name: String
        let faults: [Fault]
        var mayDouble = false

        var testDescription: String { name }
    }

    @Test(arguments: [
        Trouble(
            name: "Telegram down for a while, probes included",
            faults: [
                Fault(.page(status: 502), method: "sendMessage"), Fault(.page(status: 502), method: "getMe", count: 2),
            ]),
        Trouble(
            name: "the answer lost after the post", faults: [Fault(.dropAfter, method: "sendMessage")],
            mayDouble: true),
        Trouble(name: "dropped before it", faults: [Fault(.dropBefore, method: "sendMessage")]),
        Trouble(name: "429", faults: [Fault(.tooManyRequests(retryAfter: 1), method: "sendMessage", count: 2)]),
        Trouble(name: "no topic at once", faults: [Fault(.page(status: 500), method: "createForumTopic")]),
    ])
    func trouble_delaysMessages_andLosesNone(trouble: Trouble) async throws {
        let fixture = try TelegramFixture()
        for fault in trouble.faults { fixture.telegram.change { $0.add(fault) } }
        let program = try await fixture.start(updates: "off")
        let client = try APIClient(port: program.port)
        let token = try await client.openSession()
        let sent = (0..<6).map { "m\($0)" }
        for text in sent { try await client.say(text, as: token) }
        try await eventually { Set(fixture.delivered).isSuperset(of: sent) }
        let topic = try #require(fixture.telegram.group.topics.keys.first)
        let posts = fixture.telegram.group.messages(in: topic).compactMap(\.text)
        #expect(Array(posts.suffix(6)) == sent)
        // The card, the messages, and the one permitted double.
        #expect(posts.count <= 7 + (trouble.mayDouble ? 1 : 0))
        #expect(
            try await client.get("/metrics", token: TelegramFixture.adminToken).text.contains(
                "otvet_telegram_deliveries_failed 0\n"))
    }

    /// A minute's pause after the first failure was what staff's answers waited for.
    @Test func telegramThatIsAwayAtTheStart_isAskedAgainSoon() async throws {
        var away: TelegramFixture? = try TelegramFixture()
        let port = try #require(away?.address.split(separator: ":").last.flatMap { UInt16($0) })
        let program = try await away?.startOnFreedPort()
        away = nil
        let running = try #require(program)
        try await eventually { running.complained.contains("polling stopped") }
        let fixture = try TelegramFixture(port: port)
        let start = ContinuousClock.now
        while !fixture.telegram.group.calls.contains(where: { $0.method.lowercased() == "getupdates" }) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(start.duration(to: .now) < .seconds(20))
    }
}
