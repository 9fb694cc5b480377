/// Assembles messages from a client's frames. A state machine without I/O: bytes that it does not consume are
/// given again, followed by new ones.
struct MessageDecoder {
    enum Event: Equatable {
        case needMore
        case message(WebSocketMessage)
        case ping([UInt8])
        case pong
        /// The code is ``CloseCode/noStatus`` if the frame held none.
        case close(CloseCode)
    }

    private enum State {
        case header
        case payload(FrameHeader, remaining: Int, mask: Mask)
    }

    private let limits: WebSocketLimits
    private var state = State.header
    /// The data message in progress, of one frame or several.
    private var message: [UInt8] = []
    private var kind: Opcode?
    private var control: [UInt8] = []

    init(limits: WebSocketLimits) { self.limits = limits }

    /// Decodes from `place` on. After a fault the connection can't be read any further.
    mutating func next(_ input: RawSpan, _ place: inout Int) throws(ProtocolFault) -> Event {
        while true {
            switch state {
            case .header:
                guard let header = try FrameHeader.read(input, &place, maxLength: limits.maxFrame) else {
                    return .needMore
                }
                try begin(header)
                state = .payload(header, remaining: header.length, mask: header.mask)
            case .payload(let header, let remaining, var mask):
                let count = min(remaining, input.byteCount - place)
                let payload = input.extracting(place..<place + count)
                if header.opcode.isControl {
                    mask.append(payload, to: &control)
                } else {
                    mask.append(payload, to: &message)
                }
                place += count
                guard count == remaining else {
                    state = .payload(header, remaining: remaining - count, mask: mask)
                    return .needMore
                }
                state = .header
                if let event = try end(header) { return event }
            }
        }
    }

    /// Checks a frame against the message in progress before any of its payload is read.
    private mutating func begin(_ header: FrameHeader) throws(ProtocolFault) {
        switch header.opcode {
        case .continuation:
            guard kind != nil else { throw .violation("nothing to continue") }
        case .text, .binary:
            guard kind == nil else { throw .violation("message not continued") }
            kind = header.opcode
        case .close, .ping, .pong: return
        }
        guard header.length <= limits.maxMessage - message.count else { throw .tooBig }
    }

    private mutating func end(_ header: FrameHeader) throws(ProtocolFault) -> Event? {
        switch header.opcode {
        case .continuation, .text, .binary: return header.isFinal ? .message(try takeMessage()) : nil
        case .ping: return .ping(takeControl())
        case .pong:
            _ = takeControl()
            return .pong
        case .close: return .close(try closeCode(takeControl()))
        }
    }

    private mutating func takeMessage() throws(ProtocolFault) -> WebSocketMessage {
        var bytes: [UInt8] = []
        swap(&bytes, &message)
        let isText = kind == .text
        kind = nil
        guard isText else { return .binary(bytes) }
        guard isUTF8(bytes.span) else { throw .notUTF8 }
        return .text(bytes)
    }

    private mutating func takeControl() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &control)
        return bytes
    }

    private func closeCode(_ payload: [UInt8]) throws(ProtocolFault) -> CloseCode {
        guard !payload.isEmpty else { return .noStatus }
        guard payload.count >= 2 else { throw .violation("close code is cut") }
        let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.mayBeReceived else { throw .violation("invalid close code") }
        guard isUTF8(payload.span.extracting(droppingFirst: 2)) else { throw .notUTF8 }
        return code
    }
}

private func isUTF8(_ bytes: Span<UInt8>) -> Bool { (try? UTF8Span(validating: bytes)) != nil }
