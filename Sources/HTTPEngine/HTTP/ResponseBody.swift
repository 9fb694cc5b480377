/// The body of a response. It also decides whether the connection stays HTTP.
public enum ResponseBody: Sendable {
    case empty
    case bytes([UInt8])
    /// Memory that is never freed, such as embedded assets. It is sent without a copy.
    case immortal(ImmortalBytes)
    /// Part of a file, sent by `sendfile(2)`.
    case file(FileRegion)
    /// Produced while it is sent: chunked, or until close for an HTTP/1.0 client. The closure runs on the request's
    /// loop. If it throws, the connection is cut, so that the client sees that the body is incomplete.
    case stream(@Sendable (ResponseWriter) async throws -> Void)
    /// 101: the connection leaves HTTP for the protocol of this upgrade.
    case upgrade(ConnectionUpgrade)
}

extension ResponseBody {
    /// Memory that is never written or freed again.
    public static func immortal(_ pointer: UnsafeRawBufferPointer) -> ResponseBody { .immortal(ImmortalBytes(pointer)) }
}

/// Memory that is never written or freed again, such as a constant of the binary.
///
/// Unchecked: whoever creates it promises that the memory stays constant, so any thread may read it at any time.
public struct ImmortalBytes: @unchecked Sendable {
    public let pointer: UnsafeRawBufferPointer

    public init(_ pointer: UnsafeRawBufferPointer) { self.pointer = pointer }
}
