/// A complete message. Text is valid UTF-8.
public enum WebSocketMessage: Sendable, Hashable {
    case text([UInt8])
    case binary([UInt8])
}
