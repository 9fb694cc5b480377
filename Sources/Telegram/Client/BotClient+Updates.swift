import FoundationEssentials

/// The answer to `getWebhookInfo`.
public struct WebhookInfo: Sendable, Equatable, Decodable {
    /// Empty if no webhook is set.
    public let url: String
    /// Updates that wait to be delivered. If the number grows, deliveries fail.
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

    /// Asks for updates, and waits until there are some.
    ///
    /// - Parameters:
    ///   - offset: One more than the last stored update. Telegram forgets all updates below it. Nil asks for all there
    ///     are.
    ///   - wait: How long Telegram may wait for an update: at most 50 s.
    ///   - slack: How much longer the answer may take before Telegram counts as silent.
    /// - Returns: At most 100 updates, oldest first. Entries without an id are left out.
    public func getUpdates(
        offset: Int64?, wait: Duration, allowedUpdates: [UpdateKind], slack: Duration = .seconds(15)
    ) async throws(TelegramError) -> [RawUpdate] {
        var parameters: [String: JSONValue] = [
            "timeout": .integer(wait.components.seconds), "limit": 100, "allowed_updates": names(allowedUpdates),
        ]
        parameters["offset"] = offset.map(JSONValue.integer)
        let answer = try await answer(
            "getUpdates", parameters, timeout: wait + slack, limit: Self.updatesLimit)
        if let refusal = answer.refusal() { throw refusal }
        guard let updates = RawUpdate.all(in: answer.body) else { throw .uncertain("the updates could not be read") }
        return updates
    }

    /// Makes Telegram deliver updates to an address, including those that wait already.
    ///
    /// Success only proves that Telegram could connect. Every parameter is sent each time, because
    /// Telegram resets those that are left out.
    ///
    /// - Parameters:
    ///   - url: An https address on port 443, 80, 88 or 8443.
    ///   - secretToken: 1 to 256 of `A-Z a-z 0-9 _ -`, sent with each delivery.
    ///   - maxConnections: 1 to 100. Updates of one chat are delivered one at a time, however many connections there
    ///     are.
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

    /// Ends the deliveries. Updates that wait can then be fetched with ``getUpdates(offset:wait:allowedUpdates:)``.
    public func deleteWebhook() async throws(TelegramError) {
        let _: Bool = try await call("deleteWebhook")
    }

    /// Calls `getWebhookInfo`: which webhook is set, and whether its deliveries succeed.
    public func getWebhookInfo() async throws(TelegramError) -> WebhookInfo {
        try await call("getWebhookInfo")
    }

    private func names(_ kinds: [UpdateKind]) -> JSONValue {
        .array(kinds.map { .string($0.rawValue) })
    }
}
