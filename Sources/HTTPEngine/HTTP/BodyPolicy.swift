/// What a route does with a request body. A body that is larger than the bound is refused with 413 before it is read.
public enum BodyPolicy: Sendable, Hashable {
    /// No body is expected: a request with one is refused unless it is empty.
    case none
    /// Collected in memory, at most this many bytes.
    case collect(upTo: Int)
    /// Written to a temporary file while it arrives, at most this many bytes.
    case spool(upTo: Int)
}
