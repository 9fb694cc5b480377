/// A refusal of the Bot API, in Telegram's own words.
public struct APIError: Error, Sendable, Hashable {
    /// The `error_code`, which is the HTTP status too.
    public var code: Int
    /// The text with its prefix, such as `Bad Request: chat not found`.
    public var description: String
    /// How many seconds to wait (for a 429).
    public var retryAfter: Int?
    /// The group's new id (for a 400).
    public var migrateToChatID: Int?

    public init(_ code: Int, _ description: String, retryAfter: Int? = nil, migrateToChatID: Int? = nil) {
        self.code = code
        self.description = description
        self.retryAfter = retryAfter
        self.migrateToChatID = migrateToChatID
    }

    static func badRequest(_ text: String) -> APIError { APIError(400, "Bad Request: " + text) }
    static func forbidden(_ text: String) -> APIError { APIError(403, "Forbidden: " + text) }
    static func conflict(_ text: String) -> APIError { APIError(409, "Conflict: " + text) }
    static func tooManyRequests(retryAfter: Int) -> APIError {
        APIError(429, "Too Many Requests: retry after \(retryAfter)", retryAfter: retryAfter)
    }
    static func migrated(to chatID: Int) -> APIError {
        APIError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChatID: chatID)
    }
    static let unauthorized = APIError(401, "Unauthorized")
    static let notFound = APIError(404, "Not Found")
    static let tooLarge = APIError(413, "Request Entity Too Large")
    static let methodNotFound = APIError(404, "Not Found: method not found")

    /// The body of the answer.
    var json: APIValue {
        var envelope: APIValue = [
            "ok": false, "error_code": .integer(code), "description": .string(description),
        ]
        var parameters: [String: APIValue] = [:]
        if let retryAfter { parameters["retry_after"] = .integer(retryAfter) }
        if let migrateToChatID { parameters["migrate_to_chat_id"] = .integer(migrateToChatID) }
        if !parameters.isEmpty { envelope["parameters"] = .object(parameters) }
        return envelope
    }
}
