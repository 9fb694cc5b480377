/// The header of a client's frame (RFC 6455 §5.2).
struct FrameHeader: Equatable {
    let isFinal: Bool
    let opcode: Opcode
    let length: Int
    let mask: Mask

    /// Reads a header at `place`, or returns nil until it is complete. Each part is checked as soon as it is there: a
    /// bad frame is refused at its second byte, and one that is too large as soon as its length is known.
    static func read(_ input: RawSpan, _ place: inout Int, maxLength: Int) throws(ProtocolFault) -> FrameHeader? {
        guard input.byteCount - place >= 2 else { return nil }
        func byte(_ offset: Int) -> UInt8 { input.unsafeLoad(fromByteOffset: place + offset, as: UInt8.self) }
        guard byte(0) & 0x70 == 0 else { throw .violation("reserved bits are set") }
        guard let opcode = Opcode(rawValue: byte(0) & 0x0f) else { throw .violation("unknown opcode") }
        guard byte(1) & 0x80 != 0 else { throw .violation("frame is not masked") }
        let isFinal = byte(0) & 0x80 != 0
        let short = Int(byte(1) & 0x7f)
        if opcode.isControl {
            guard isFinal else { throw .violation("fragmented control frame") }
            guard short < 126 else { throw .violation("control frame too long") }
        }
        let extra = short == 126 ? 2 : short == 127 ? 8 : 0
        guard input.byteCount - place >= 2 + extra else { return nil }
        var length = UInt64(short)
        if extra > 0 {
            length = (2..<2 + extra).reduce(0) { $0 << 8 | UInt64(byte($1)) }
            guard length >= (extra == 2 ? 126 : 0x1_0000), length >> 63 == 0 else { throw .violation("bad length") }
        }
        guard length <= UInt64(clamping: maxLength) else { throw .tooBig }
        guard input.byteCount - place >= 2 + extra + 4 else { return nil }
        let start = 2 + extra
        let mask = Mask((byte(start), byte(start + 1), byte(start + 2), byte(start + 3)))
        place += start + 4
        return FrameHeader(isFinal: isFinal, opcode: opcode, length: Int(length), mask: mask)
    }
}
