/// The body of a request. A handler gets it complete, and within its route's ``BodyPolicy``.
public enum RequestBody: Sendable {
    case none
    case bytes([UInt8])
    case file(SpooledFile)

    /// The bytes of a collected body; empty for the other cases.
    public var bytes: [UInt8] {
        if case .bytes(let bytes) = self { bytes } else { [] }
    }
}
