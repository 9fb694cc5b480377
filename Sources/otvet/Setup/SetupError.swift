import Glibc
import Telegram

/// Why no group was connected. The description is one line that says what to do.
enum SetupError: Error {
    case noToken
    case malformedToken
    case telegram(TelegramError)
    /// The operator did not agree to delete it.
    case webhookKept(host: String)
    case timedOut(Duration)
    case interrupted(signal: Int32)

    /// The exit status: from sysexits.h, or for a signal the one that a shell reports.
    var status: Int32 {
        switch self {
        case .noToken, .malformedToken, .telegram(.unauthorized): EX_CONFIG
        case .telegram, .webhookKept: EX_UNAVAILABLE
        case .timedOut: EX_TEMPFAIL
        case .interrupted(let signal): 128 + signal
        }
    }
}

extension SetupError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noToken: "TELEGRAM_BOT_TOKEN is missing: set it, or type it when asked; @BotFather gives it"
        case .malformedToken: BotToken.expected
        case .telegram(.unauthorized):
            "Telegram does not know this token: copy it again from @BotFather (TELEGRAM_BOT_TOKEN)"
        case .telegram(let error): "\(error) `otvet doctor` looks for the cause."
        case .webhookKept(let host):
            "the bot's updates go to a webhook at \(host): agree to delete it (--delete-webhook), or make another bot"
        case .timedOut(let limit):
            "nobody posted the code in \(limit.components.seconds) s: add the bot to the group, and run this again"
        case .interrupted: "stopped; no group was connected"
        }
    }
}
