/// Decodes the chunked coding (RFC 9112 §7.1). Chunk extensions and trailers are checked, bounded and dropped.
struct ChunkedDecoder {
    enum Event: Equatable {
        case needMore
        /// A chunk of this many bytes follows.
        case chunk(size: Int)
        case data(Range<Int>)
        case end
    }

    private enum State {
        case size(Int, digits: Int)
        case chunkExtension(size: Int)
        case sizeLineFeed(size: Int)
        case data(remaining: Int)
        case dataReturn
        case dataLineFeed
        case trailerStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case lastLineFeed
        case end
    }

    private var state = State.size(0, digits: 0)
    private var extensionBytes: Int
    private var trailerBytes: Int

    /// Larger than any body that a route takes, and far from an overflow.
    private static let sizeDigits = 12

    init(limits: Limits) {
        extensionBytes = limits.chunkExtensions
        trailerBytes = limits.trailers
    }

    /// Decodes from `place` on.
    mutating func next(_ input: RawSpan, _ place: inout Int) throws(HTTPError) -> Event {
        if case .end = state { return .end }
        while place < input.byteCount {
            if case .data(let remaining) = state {
                let range = place..<place + min(remaining, input.byteCount - place)
                place = range.upperBound
                state = range.count == remaining ? .dataReturn : .data(remaining: remaining - range.count)
                return .data(range)
            }
            let byte = input.byte(place)
            place += 1
            if let event = try take(byte) { return event }
        }
        return .needMore
    }

    private mutating func take(_ byte: UInt8) throws(HTTPError) -> Event? {
        switch state {
        case .size(let size, let digits):
            if let value = byte.hexValue {
                guard digits < Self.sizeDigits else { throw .malformed("invalid chunk size") }
                state = .size(size << 4 | Int(value), digits: digits + 1)
            } else if digits > 0, byte == .carriageReturn {
                state = .sizeLineFeed(size: size)
            } else if digits > 0, byte == UInt8(ascii: ";") {
                state = .chunkExtension(size: size)
            } else {
                throw .malformed("invalid chunk size")
            }
        case .chunkExtension(let size):
            if byte == .carriageReturn {
                state = .sizeLineFeed(size: size)
            } else {
                extensionBytes -= 1
                guard extensionBytes >= 0, byte.isFieldValue else { throw .malformed("invalid chunk extension") }
            }
        case .sizeLineFeed(let size):
            guard byte == .lineFeed else { throw .malformed("invalid chunk size") }
            state = size == 0 ? .trailerStart : .data(remaining: size)
            if size > 0 { return .chunk(size: size) }
        case .data: break  // the caller takes it as a range
        case .dataReturn:
            guard byte == .carriageReturn else { throw .malformed("invalid end of chunk") }
            state = .dataLineFeed
        case .dataLineFeed:
            guard byte == .lineFeed else { throw .malformed("invalid end of chunk") }
            state = .size(0, digits: 0)
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed:
            try takeTrailer(byte)
        case .lastLineFeed:
            guard byte == .lineFeed else { throw .malformed("invalid end of body") }
            state = .end
            return .end
        case .end: return .end
        }
        return nil
    }

    private mutating func takeTrailer(_ byte: UInt8) throws(HTTPError) {
        trailerBytes -= 1
        guard trailerBytes >= 0 else { throw .headTooLarge }
        switch state {
        case .trailerStart where byte == .carriageReturn: state = .lastLineFeed
        case .trailerStart where ASCIISet.token.contains(byte): state = .trailerName
        case .trailerName where ASCIISet.token.contains(byte): break
        case .trailerName where byte == UInt8(ascii: ":"): state = .trailerValue
        case .trailerValue where byte == .carriageReturn: state = .trailerLineFeed
        case .trailerValue where byte.isFieldValue: break
        case .trailerLineFeed where byte == .lineFeed: state = .trailerStart
        default: throw .malformed("invalid trailer")
        }
    }
}
