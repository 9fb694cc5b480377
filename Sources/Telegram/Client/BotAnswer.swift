import FoundationEssentials

/// An answer of the Bot API, or of a proxy in front of it.
struct BotAnswer {
    var status: Int
    var retryAfter: Int?
    var body: [UInt8]
    /// Whether it answers a call that brought a file.
    var isOfUpload = false

    /// The result of the method.
    func result<Result: Decodable>() throws(TelegramError) -> Result {
        guard let envelope = try? JSONDecoder().decode(Envelope<Result>.self, from: Data(body)) else {
            throw refusal() ?? .uncertain("the answer (status \(status)) could not be understood")
        }
        return envelope.result
    }

    /// The error that the answer stands for; nil if the call succeeded.
    func refusal() -> TelegramError? {
        let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(body))
        guard let refusal else { return refusalOnTheWay() }
        if refusal.ok { return nil }
        return TelegramError(
            // The status says the same, but a proxy may have replaced it.
            code: refusal.code ?? status, description: refusal.description,
            retryAfter: refusal.parameters?.retryAfter ?? retryAfter,
            migratedTo: refusal.parameters?.migrateToChatID)
    }

    /// What a page means that is not the Bot API's: whatever it says, Telegram has said nothing of the token, the group or
    /// the message. https://core.telegram.org/bots/api#making-requests
    private func refusalOnTheWay() -> TelegramError {
        // A server in front of the Bot API bounds what it takes, and the same file meets the same bound again.
        if status == 413, isOfUpload { return .fileTooBig }
        switch status {
        // What they mean does not depend on who says it.
        case 408, 420, 429:
            return TelegramError(code: status, description: nil, retryAfter: retryAfter, migratedTo: nil)
        // Refused before it came to Telegram.
        case 400..<500: return .notSent("status \(status), not from Telegram")
        default: return .uncertain("status \(status)")
        }
    }
}

private struct Envelope<Result: Decodable>: Decodable {
    let result: Result
}

private struct Refusal: Decodable {
    struct Parameters: Decodable {
        let retryAfter: Int?
        let migrateToChatID: Int64?

        enum CodingKeys: String, CodingKey {
            case retryAfter = "retry_after"
            case migrateToChatID = "migrate_to_chat_id"
        }
    }

    let ok: Bool
    let code: Int?
    let description: String?
    let parameters: Parameters?

    enum CodingKeys: String, CodingKey {
        case ok, description, parameters
        case code = "error_code"
    }
}
