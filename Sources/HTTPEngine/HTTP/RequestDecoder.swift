/// Decodes the bytes of a connection into requests. A state machine without I/O: bytes that it does not consume are
/// given again, followed by new ones.
struct RequestDecoder {
    enum Event {
        case needMore
        /// If the framing is ``BodyFraming/none``, the request is complete; otherwise its body and its end follow.
        case head(RequestHead)
        /// Part of the body of the last request.
        case body(Range<Int>)
        case end
    }

    private enum State {
        /// Before a request. One empty line is allowed there (RFC 9112 §2.2).
        case start(emptyLine: Bool)
        /// In a head, of which `scanned` bytes have been scanned. They hold `lines` whole lines, and the
        /// next line begins at `lineStart`.
        case head(scanned: Int, lineStart: Int, lines: Int)
        case body(remaining: Int)
        case chunked(ChunkedDecoder)
    }

    private var state = State.start(emptyLine: false)

    /// The bytes that the present body may still have. A chunk that is too large is
    /// refused as soon as its size is known.
    var bodyLimit = 0

    /// Whether the last request is complete and no byte of the next has been consumed.
    var isBetweenRequests: Bool {
        if case .start = state { true } else { false }
    }

    /// Decodes from `place` on. After an error the connection can't be read any further.
    mutating func next(_ input: RawSpan, _ place: inout Int, within limits: Limits) throws(HTTPError) -> Event {
        switch state {
        case .start(let emptyLine):
            guard place < input.byteCount else { return .needMore }
            if input.byte(place) == .carriageReturn, !emptyLine {
                guard place + 1 < input.byteCount else { return .needMore }
                guard input.byte(place + 1) == .lineFeed else { throw .malformed("a bare CR") }
                place += 2
                state = .start(emptyLine: true)
                return try next(input, &place, within: limits)
            }
            // This is not HTTP at all but TLS, for example, so there is no need to wait for a whole line.
            guard ASCIISet.token.contains(input.byte(place)) else { throw .malformed("no method") }
            return try head(input, &place, scanned: 0, lineStart: 0, lines: 0, limits)
        case .head(let scanned, let lineStart, let lines):
            return try head(input, &place, scanned: scanned, lineStart: lineStart, lines: lines, limits)
        case .body(let remaining):
            guard remaining > 0 else { return finish() }
            guard place < input.byteCount else { return .needMore }
            let range = place..<place + min(remaining, input.byteCount - place)
            place = range.upperBound
            state = .body(remaining: remaining - range.count)
            return .body(range)
        case .chunked(var decoder):
            return try chunked(&decoder, input, &place)
        }
    }

    private mutating func finish() -> Event {
        state = .start(emptyLine: false)
        return .end
    }

    /// Looks for the empty line and checks sizes and line ends on the way, so that the result does not
    /// depend on how the bytes are split.
    private mutating func head(
        _ input: RawSpan, _ place: inout Int, scanned: Int, lineStart: Int, lines: Int, _ limits: Limits
    ) throws(HTTPError) -> Event {
        let start = place
        var (scanned, lineStart, lines) = (scanned, lineStart, lines)
        while let lineFeed = input.firstLineFeed(from: start + scanned) {
            scanned = lineFeed + 1 - start
            guard lines > 0 || scanned <= limits.requestLine + 2 else { throw .requestLineTooLong }
            guard scanned <= limits.head else { throw .headTooLarge }
            guard lineFeed > start, input.byte(lineFeed - 1) == .carriageReturn else { throw .malformed("a bare LF") }
            if scanned - lineStart == 2 {
                place += scanned
                return begin(try HeadParser.parse(input.extracting(start..<start + scanned)), limits)
            }
            lineStart = scanned
            lines += 1
            guard lines <= limits.fields + 1 else { throw .headTooLarge }
        }
        scanned = input.byteCount - start
        guard lines > 0 || scanned <= limits.requestLine + 1 else { throw .requestLineTooLong }
        guard scanned < limits.head else { throw .headTooLarge }
        state = .head(scanned: scanned, lineStart: lineStart, lines: lines)
        return .needMore
    }

    private mutating func begin(_ head: RequestHead, _ limits: Limits) -> Event {
        state =
            switch head.framing {
            case .none: .start(emptyLine: false)
            case .length(let count): .body(remaining: count)
            case .chunked: .chunked(ChunkedDecoder(limits: limits))
            }
        return .head(head)
    }

    private mutating func chunked(
        _ decoder: inout ChunkedDecoder, _ input: RawSpan, _ place: inout Int
    ) throws(HTTPError) -> Event {
        while true {
            let event = try decoder.next(input, &place)
            state = .chunked(decoder)
            switch event {
            case .needMore: return .needMore
            case .chunk(let size):
                guard size <= bodyLimit else { throw .bodyTooLarge }
                bodyLimit -= size
            case .data(let range): return .body(range)
            case .end: return finish()
            }
        }
    }
}
