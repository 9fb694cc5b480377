import Domain
import HTTPEngine
import Realtime
import Testing

@testable import WebAPI

/// What programs and people are told of a refusal, byte for byte.
@Suite struct RefusalWordsTests {
    private static func body(_ code: String, _ message: String, _ more: String = "") -> String {
        #"{"error":{"code":"\#(code)","message":"\#(message)"\#(more)}}"#
    }

    private static let rows: [(DeskError, String)] = [
        (.messageTooLong, body("message_too_long", "The message is too long: 8000 characters at most.")),
        (
            .invalid(.upTo),
            body("invalid_up_to", "up_to is missing or not of its form; see /api/openapi.json.")
        ),
        (
            .invalid(.clientNoteID),
            body("invalid_client_note_id", "client_note_id is missing or not of its form; see /api/openapi.json.")
        ),
        (
            .originRefused,
            body("origin_refused", "This site may not use the chat: add its origin to OTVET_ALLOWED_ORIGINS.")
        ),
        (
            .identityOff,
            body("identity_off", "Visitors can't be identified: set OTVET_JWT_SECRET or OTVET_JWKS.")
        ),
        (
            .telegramOff,
            body(
                "telegram_off",
                "Telegram is not connected: set TELEGRAM_BOT_TOKEN and TELEGRAM_SUPPORT_CHAT_ID.")
        ),
        (
            .webhookAddress(isPlainAllowed: true),
            body("invalid_url", "Say where Telegram is to call: ?url=http://HOST/api/telegram/webhook.")
        ),
        (
            .tokenRefused(.audience),
            body("invalid_token", "The token's aud is not OTVET_JWT_AUDIENCE.", #","reason":"wrong_aud""#)
        ),
        (
            .lookRefused(.color(.accentEnd)),
            body("invalid_accent_end", "accent_end is no colour of the form #rrggbb: write one such as #6050ba.")
        ),
        (
            .hoursRefused(.order),
            body(
                "invalid_interval",
                "An interval does not end after it begins: write one across midnight as two, until 24:00 and from 00:00 of "
                    + "the next day.")
        ),
        (
            .contactFormRefused(.kind(position: 2)),
            body(
                "invalid_kind", "Field 2: kind is none of name, email, phone and text: choose one of them.",
                #","position":2"#)
        ),
        (
            .contactFormOff, body("contact_form_off", "There is no form to fill in: write your message.")
        ),
        (
            .rateLimited(retryAfter: 3),
            body("rate_limited", "Too many requests: try again in 3 s.", #","retry_after":3"#)
        ),
    ]

    @Test(arguments: rows) func refusal_isTold(error: DeskError, expected: String) {
        guard case .bytes(let bytes) = errorResponse(error).body else {
            Issue.record("no body")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func liveChannel_saysTheSameBeforeItEnds() {
        let frame = ServerFrame.error(.banned).encoded()
        let expected = #"{"type":"error","error":{"code":"banned","message":"This conversation is blocked."}}"#
        #expect(String(decoding: frame, as: UTF8.self) == expected)
    }

    @Test func fields_areNamedOnce() {
        let names = DeskError.Field.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "_" } })
    }
}
