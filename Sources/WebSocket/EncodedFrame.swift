/// A frame encoded once and shared by all its recipients (RFC 6455 §5.2; frames from a server are not masked).
public struct EncodedFrame: Sendable {
    let bytes: [UInt8]

    /// A text message. The bytes must be valid UTF-8, or clients will close the connection with 1007.
    public init(text: [UInt8]) { self.init(.text, text) }

    public init(binary: [UInt8]) { self.init(.binary, binary) }

    init(_ opcode: Opcode, _ payload: [UInt8]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payload.count + 10)
        bytes.append(0x80 | opcode.rawValue)
        switch payload.count {
        case ..<126: bytes.append(UInt8(payload.count))
        case ..<0x1_0000:
            bytes.append(126)
            bytes.append(bigEndian: UInt64(payload.count), bytes: 2)
        default:
            bytes.append(127)
            bytes.append(bigEndian: UInt64(payload.count), bytes: 8)
        }
        bytes.append(contentsOf: payload)
        self.bytes = bytes
    }

    /// - Parameter reason: Cut to the 123 bytes that fit a control frame (§5.5), between characters.
    init(close code: CloseCode, reason: String) {
        guard code != .noStatus, code != .abnormal else {
            self.init(.close, [])
            return
        }
        var payload: [UInt8] = []
        payload.append(bigEndian: UInt64(code.rawValue), bytes: 2)
        for character in reason where payload.count + character.utf8.count <= 125 {
            payload.append(contentsOf: character.utf8)
        }
        self.init(.close, payload)
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt64, bytes count: Int) {
        for place in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
    }
}
