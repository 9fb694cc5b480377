import FoundationEssentials

/// What `getWebhookInfo` tells.
public struct WebhookInfo: Sendable, Equatable, Decodable {
    /// Empty if there is none.
    public let url: String
    /// Updates that wait to be delivered. When it grows, deliveries fail.
    public let pendingUpdateCount: Int
    public let ipAddress: String?
    /// Unix seconds.
    public let lastErrorDate: Int64?
    public let lastErrorMessage: String?
    public let maxConnections: Int?
    /// Nil for Telegram's default set.
    public let allowedUpdates: [String]?

    enum CodingKeys: String, CodingKey {
        case url
        case pendingUpdateCount = "pending_update_count"
        case ipAddress = "ip_address"
        case lastErrorDate = "last_error_date"
        case lastErrorMessage = "last_error_message"
        case maxConnections = "max_connections"
        case allowedUpdates = "allowed_updates"
    }
}

extension BotClient {
    /// Telegram's longest answer to `getUpdates` is about 4 MB.
    static let updatesLimit = 8 << 20

    /// Asks for updates, waiting for one to come.
    ///
    /// - Parameters:
    ///   - offset: One more than the last update that is stored; Telegram forgets all below it. Nil for all there are.
    ///   - wait: At most 50 s.
    /// - Returns: At most 100, oldest first. Entries without an id are left out.
    public func getUpdates(
        offset: Int64?, wait: Duration, allowedUpdates: [UpdateKind]
    ) async throws(TelegramError) -> [RawUpdate] {
        var parameters: [String: JSONValue] = [
            "timeout": .integer(wait.components.seconds), "limit": 100, "allowed_updates": names(allowedUpdates),
        ]
        parameters["offset"] = offset.map(JSONValue.integer)
        let answer = try await answer(
            "getUpdates", parameters, timeout: wait + .seconds(15), limit: Self.updatesLimit)
        if let refusal = answer.refusal() { throw refusal }
        guard let updates = RawUpdate.all(in: answer.body) else { throw .uncertain("the updates could not be read") }
        return updates
    }

    /// Has Telegram deliver updates to an address. What waits already is delivered too.
    ///
    /// Success only proves that Telegram could connect. Everything is given each time, as what is left out is reset.
    ///
    /// - Parameters:
    ///   - url: With https, on port 443, 80, 88 or 8443.
    ///   - secretToken: 1 to 256 of `A-Z a-z 0-9 _ -`, shown with each delivery.
    ///   - maxConnections: 1 to 100. A chat's messages come one at a time however many there are.
    public func setWebhook(
        url: String, secretToken: String, allowedUpdates: [UpdateKind], maxConnections: Int = 10
    ) async throws(TelegramError) {
        let _: Bool = try await call(
            "setWebhook",
            [
                "url": .string(url), "secret_token": .string(secretToken), "allowed_updates": names(allowedUpdates),
                "max_connections": .integer(Int64(maxConnections)),
            ])
    }

    /// Ends the deliveries; what waits can be had with ``getUpdates(offset:wait:allowedUpdates:)``.
    public func deleteWebhook() async throws(TelegramError) {
        let _: Bool = try await call("deleteWebhook")
    }

    public func getWebhookInfo() async throws(TelegramError) -> WebhookInfo {
        try await call("getWebhookInfo")
    }

    private func names(_ kinds: [UpdateKind]) -> JSONValue {
        .array(kinds.map { .string($0.rawValue) })
    }
}
