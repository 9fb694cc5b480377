/// A frame encoded once and shared by all its recipients.
public struct EncodedFrame: Sendable {
    public init(text: [UInt8]) { fatalError() }
    public init(binary: [UInt8]) { fatalError() }
}
