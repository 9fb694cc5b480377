/// Sends one update to a webhook.
///
/// - Parameters: the address, header fields, and the body.
public typealias Deliver =
    @Sendable (_ url: String, _ fields: [(name: String, value: String)], _ body: [UInt8]) async -> DeliveryOutcome

public enum DeliveryOutcome: Sendable, Hashable {
    case answered(status: Int, reason: String)
    /// No answer, for this reason, as getWebhookInfo words it.
    case failed(String)
}
