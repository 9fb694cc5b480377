/// Why a visitor's answer is refused.
public struct ContactFault: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// It must be answered.
        case missing
        /// It has more characters than this.
        case tooLong(limit: Int)
        case email, phone
    }

    public let reason: Reason
    /// The key of the field.
    public let field: String

    init(_ reason: Reason, in field: String) {
        (self.reason, self.field) = (reason, field)
    }
}
