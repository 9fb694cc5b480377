/// Where updates are sent, and the result of the last deliveries.
struct Webhook: Sendable {
    static let defaultMaximumConnections = 40

    var url = ""
    var secretToken: String?
    var maximumConnections = Self.defaultMaximumConnections
    var ipAddress: String?
    var lastErrorDate: Int?
    var lastErrorMessage: String?
    /// How many of the next updates are delivered twice.
    var duplicated = 0
    /// How many of the next updates are held together and delivered newest first.
    var reversed = 0
}
