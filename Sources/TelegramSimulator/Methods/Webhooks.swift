extension Group {
    /// `setWebhook` → True. Parameters that are left out are reset, except `allowed_updates`. Plain HTTP addresses are
    /// accepted, as by a Bot API server of one's own.
    mutating func setWebhook(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let url = parameters.string("url") ?? ""
        if url.isEmpty { return try deleteWebhook(parameters) }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw .badRequest("bad webhook: An HTTPS URL must be provided for webhook")
        }
        guard url.utf8.count > 8, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badRequest("invalid webhook URL specified")
        }
        let secret = parameters.string("secret_token").flatMap { $0.isEmpty ? nil : $0 }
        if let secret { try Self.checkSecret(secret) }
        let wasSame = url == webhook.url && secret == webhook.secretToken
        if let kinds = try parameters.nested("allowed_updates") { allow(kinds) }
        var webhook = Webhook()
        webhook.url = url
        webhook.secretToken = secret
        webhook.ipAddress = parameters.string("ip_address")
        webhook.maximumConnections = min(
            max(parameters.integer("max_connections") ?? Webhook.defaultMaximumConnections, 1), 100)
        webhook.duplicated = self.webhook.duplicated
        webhook.reversed = self.webhook.reversed
        self.webhook = webhook
        if parameters.flag("drop_pending_updates") { updates.removeAll() }
        webhookGeneration += 1
        return MethodResult(true, description: wasSame ? "Webhook is already set" : "Webhook was set")
    }

    /// `deleteWebhook` → True
    mutating func deleteWebhook(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let wasSet = !webhook.url.isEmpty
        webhook = Webhook()
        if parameters.flag("drop_pending_updates") { updates.removeAll() }
        webhookGeneration += 1
        return MethodResult(true, description: wasSet ? "Webhook was deleted" : "Webhook is already deleted")
    }

    /// `getWebhookInfo` → WebhookInfo
    func getWebhookInfo() -> MethodResult {
        var info: APIValue = [
            "url": .string(webhook.url), "has_custom_certificate": false,
            "pending_update_count": .integer(updates.pending.count),
        ]
        if !webhook.url.isEmpty { info["max_connections"] = .integer(webhook.maximumConnections) }
        info["ip_address"] = webhook.ipAddress.map { .string($0) }
        info["last_error_date"] = webhook.lastErrorDate.map { .integer($0) }
        info["last_error_message"] = webhook.lastErrorMessage.map { .string($0) }
        info["allowed_updates"] = updates.allowed.map { .array($0.sorted().map { .string($0) }) }
        return MethodResult(info)
    }

    mutating func allow(_ kinds: APIValue) { updates.allow((kinds.elements ?? []).compactMap(\.string)) }

    private static func checkSecret(_ secret: String) throws(APIError) {
        guard secret.utf8.count <= 256 else { throw .badRequest("secret token is too long") }
        let isAllowed = secret.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isAllowed else { throw .badRequest("secret token contains unallowed characters") }
    }
}
