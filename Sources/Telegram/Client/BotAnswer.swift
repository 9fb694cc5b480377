import FoundationEssentials

/// An answer of the Bot API, or of a proxy in front of it.
struct BotAnswer {
    var status: Int
    var retryAfter: Int?
    var body: [UInt8]

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
        if refusal?.ok == true { return nil }
        return TelegramError(
            // The status says the same, but a proxy may have replaced it.
            code: refusal?.code ?? status, description: refusal?.description,
            retryAfter: refusal?.parameters?.retryAfter ?? retryAfter,
            migratedTo: refusal?.parameters?.migrateToChatID)
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
