/// Sends one update to a webhook.
///
/// - Parameters: The address, the header fields, and the body.
public typealias Deliver =
    @Sendable (_ url: String, _ fields: [(name: String, value: String)], _ body: [UInt8]) async -> DeliveryOutcome

public enum DeliveryOutcome: Sendable, Hashable {
    case answered(status: Int, reason: String)
    /// There was no answer, for this reason in the words of getWebhookInfo.
    case failed(String)
}
