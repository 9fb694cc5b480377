import TelegramSimulator
import TestSupport
import Testing

/// Buttons below a post, and presses on them.
@Suite(.serialized, .timeLimit(.minutes(2))) struct KeyboardTests {
    private static let keyboard = #"{"inline_keyboard": [[{"text": "Close", "callback_data": "c:7"}]]}"#

    private static func row(of count: Int) -> String {
        Array(repeating: #"{"text": "a", "callback_data": "b"}"#, count: count).joined(separator: ",")
    }

    @Test(arguments: [
        (#""{""#, "can't parse reply keyboard markup JSON object"), ("[]", "object expected as reply markup"),
        (
            #"{"inline_keyboard": [{}]}"#,
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays"
        ),
        (
            #"{"inline_keyboard": [[{"callback_data": "a"}]]}"#,
            "can't parse inline keyboard button: Can't find field \"text\""
        ),
        (
            #"{"inline_keyboard": [[{"text": "a"}]]}"#,
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        ),
        (#"{"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}"#, "BUTTON_DATA_INVALID"),
        (
            #"{"inline_keyboard": [[{"text": "a", "callback_data": "\#(String(repeating: "é", count: 33))"}]]}"#,
            "BUTTON_DATA_INVALID"
        ),
        (#"{"inline_keyboard": [[{"text": "a", "url": "desk.test"}]]}"#, "BUTTON_URL_INVALID"),
        (#"{"inline_keyboard": [[\#(row(of: 9))]]}"#, "reply markup is too long"),
        (
            #"{"inline_keyboard": [\#(Array(repeating: "[\(row(of: 8))]", count: 13).joined(separator: ","))]}"#,
            "reply markup is too long"
        ),
    ])
    func keyboard_isRefused(_ markup: String, _ reason: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.call("sendMessage", #""text": "a", "reply_markup": \#(markup)"#)
            #expect(reply.status == 400)
            #expect(try reply.json["description"]?.string == "Bad Request: " + reason)
        }
    }

    @Test func press_isAnUpdate_thatIsAnsweredOnceAndSoon() async throws {
        let clock = ManualClock()
        try await RunningSimulator.with(clock: clock) { running in
            let topic = try await running.topic()
            let message = try await running.result(
                "sendMessage", #""message_thread_id": \#(topic), "text": "a", "reply_markup": \#(Self.keyboard)"#)
            let id = try #require(message["message_id"]?.int)
            func press() async throws -> String {
                let reply = try await running.client.post(
                    "/simulator/press", #"{"message_id": \#(id), "data": "c:7", "name": "Olga"}"#)
                return try reply.json["callback_query_id"]?.string ?? ""
            }
            let query = try await press()
            let update = try #require(try await running.updates().last?["callback_query"])
            #expect(update["id"]?.string == query)
            #expect(update["from"]?["first_name"]?.string == "Olga")
            #expect(update["data"]?.string == "c:7")
            #expect(update["message"]?["message_id"]?.int == id)
            #expect(update["message"]?["message_thread_id"]?.int == topic)
            let answer = #""callback_query_id": "\#(query)", "text": "Closed", "show_alert": true"#
            #expect(try await running.result("answerCallbackQuery", answer).bool == true)
            let answers = try await running.client.get("/simulator/state").json["answers"]
            #expect(answers?[query]?["text"]?.string == "Closed")
            #expect(answers?[query]?["show_alert"]?.bool == true)
            let late = try await press()
            clock.advance(byMilliseconds: 60_000)
            for id in [query, late, "unknown"] {
                let refused = try await running.call("answerCallbackQuery", #""callback_query_id": "\#(id)""#)
                #expect(
                    try refused.json["description"]?.string
                        == "Bad Request: query is too old and response timeout expired or query ID is invalid")
            }
        }
    }

    @Test func press_isRefused_withoutTheButton() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.result("sendMessage", #""text": "a""#)
            for members in [#""message_id": 2, "data": "c:7""#, #""message_id": 9, "data": "c:7""#] {
                #expect(try await running.client.post("/simulator/press", "{\(members)}").status == 400)
            }
            #expect(try await running.updates().isEmpty)
        }
    }

    @Test func editMessageReplyMarkup_changesTheButtonsAlone() async throws {
        try await RunningSimulator.with { running in
            _ = try await running.result("sendMessage", #""text": "a""#)
            let with = #""message_id": 2, "reply_markup": \#(Self.keyboard)"#
            let edited = try await running.result("editMessageReplyMarkup", with)
            #expect(edited["reply_markup"]?["inline_keyboard"]?[0]?[0]?["text"]?.string == "Close")
            #expect(edited["text"]?.string == "a")
            let same = try await running.call("editMessageReplyMarkup", with)
            #expect(try same.json["description"]?.string?.hasPrefix("Bad Request: message is not modified") == true)
            let without = try await running.result("editMessageReplyMarkup", #""message_id": 2"#)
            #expect(without["reply_markup"] == nil)
        }
    }

    @Test func replyKeyboard_isNotOfTheMessage() async throws {
        try await RunningSimulator.with { running in
            let message = try await running.result(
                "sendMessage", #""text": "a", "reply_markup": {"remove_keyboard": true}"#)
            #expect(message["reply_markup"] == nil)
        }
    }
}
