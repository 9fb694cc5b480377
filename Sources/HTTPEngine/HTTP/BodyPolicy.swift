/// What a route does with a request body. A body beyond the bound is refused with 413 before it is read.
public enum BodyPolicy: Sendable, Hashable {
    /// No body is expected: one that is not empty is refused.
    case none
    /// Gathered in memory, at most this many bytes.
    case collect(upTo: Int)
    /// Written to a temporary file while it arrives, at most this many bytes.
    case spool(upTo: Int)
}
