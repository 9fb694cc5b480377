import HTTPTypes

/// Parses a complete request head (RFC 9112 §2–§6) strictly. What two servers could read in two ways is refused,
/// because that is how requests are smuggled past a proxy.
struct HeadParser {
    private var version = HTTPVersion.http11
    private var hosts = 0
    private var contentLength: Int?
    private var hasTransferCoding = false
    private var isChunked = false
    private var hasUnknownCoding = false
    private var closes = false
    private var keepsAlive = false
    private var expectation = RequestHead.Expectation.none
    private var requestID: Range<Int>?
    private var requestIDs = 0

    /// - Parameter head: From the method to the empty line; every line ends with CR LF.
    static func parse(_ head: RawSpan) throws(HTTPError) -> RequestHead {
        var parser = HeadParser()
        let methodEnd = head.end(of: .token, from: 0)
        guard methodEnd > 0, head.byte(methodEnd) == .space else { throw .malformed("no method") }
        let method = try parser.method(head, 0..<methodEnd)
        var (target, targetEnd) = try parser.target(head, from: methodEnd + 1, for: method)
        let firstField = try parser.readVersion(head, from: targetEnd + 1)
        try parser.readFields(head, from: firstField)
        let framing = try parser.framing()
        var bytes = head.array(0..<head.byteCount)
        if target.path.isEmpty {
            // An absolute-form may have no path. Its path is a slash after the end of the head.
            target.path = bytes.count..<bytes.count + 1
            bytes.append(UInt8(ascii: "/"))
        }
        return RequestHead(
            bytes: bytes, method: method, version: parser.version, target: target, firstField: firstField,
            framing: framing,
            keepsAlive: parser.version == .http11 ? !parser.closes : parser.keepsAlive && !parser.closes,
            expectation: parser.version == .http11 ? parser.expectation : .none,
            requestID: parser.requestIDs == 1 ? parser.requestID : nil)
    }

    // MARK: Request line

    /// Longer than any registered method.
    private static let longestMethod = 24

    private func method(_ head: RawSpan, _ range: Range<Int>) throws(HTTPError) -> HTTPRequest.Method {
        switch range.count {
        case 3
        where head.byte(0) == UInt8(ascii: "G") && head.byte(1) == UInt8(ascii: "E")
            && head.byte(2) == UInt8(ascii: "T"):
            return .get
        case ...Self.longestMethod:
            // An origin server has no tunnels.
            guard let method = HTTPRequest.Method(head.string(range)), method != .connect else { throw .unknownMethod }
            return method
        default: throw .unknownMethod
        }
    }

    /// Returns the places of path and query, and the position after the target.
    private func target(
        _ head: RawSpan, from start: Int, for method: HTTPRequest.Method
    ) throws(HTTPError) -> (TargetPlace, Int) {
        var end = start
        var question: Int?
        var needsCheck = false
        scanning: while true {
            end = head.end(of: .plainTarget, from: end)
            switch head.byte(end) {
            case UInt8(ascii: "?"): question = question ?? end
            case UInt8(ascii: "%"): needsCheck = needsCheck || question == nil
            case UInt8(ascii: "."):
                needsCheck = needsCheck || (question == nil && head.byte(end - 1) == UInt8(ascii: "/"))
            default: break scanning
            }
            end += 1
        }
        guard end > start, head.byte(end) == .space else { throw .malformed("no valid target") }
        var pathStart = start
        if head.byte(start) == UInt8(ascii: "*") {
            guard end == start + 1, method == .options else { throw .malformed("a target of * is for OPTIONS") }
            return (TargetPlace(path: start..<end, query: nil, isAsterisk: true, needsCheck: false), end)
        } else if head.byte(start) != UInt8(ascii: "/") {
            pathStart = try endOfAuthority(head, start..<end)
        }
        let path = pathStart..<(question ?? end)
        let query = question.map { $0 + 1..<end }
        return (TargetPlace(path: path, query: query, isAsterisk: false, needsCheck: needsCheck), end)
    }

    /// Where the path of a target in absolute-form begins (RFC 9112 §3.2.2).
    private func endOfAuthority(_ head: RawSpan, _ target: Range<Int>) throws(HTTPError) -> Int {
        var start = target.lowerBound
        if target.count > 7, head.equals(start..<start + 7, "http://") {
            start += 7
        } else if target.count > 8, head.equals(start..<start + 8, "https://") {
            start += 8
        } else {
            throw .malformed("no valid target")
        }
        var end = start
        while end < target.upperBound, head.byte(end) != UInt8(ascii: "/"), head.byte(end) != UInt8(ascii: "?") {
            end += 1
        }
        guard isAuthority(head, start..<end) else { throw .malformed("no valid target") }
        return end
    }

    /// Returns the position of the first field.
    private mutating func readVersion(_ head: RawSpan, from start: Int) throws(HTTPError) -> Int {
        // Any complete head has ten more bytes: at least another CR LF follows this line.
        guard start + 10 <= head.byteCount, head.byte(start) == UInt8(ascii: "H"),
            head.byte(start + 1) == UInt8(ascii: "T"), head.byte(start + 2) == UInt8(ascii: "T"),
            head.byte(start + 3) == UInt8(ascii: "P"), head.byte(start + 4) == UInt8(ascii: "/"),
            head.byte(start + 5).isDigit, head.byte(start + 6) == UInt8(ascii: "."), head.byte(start + 7).isDigit,
            head.byte(start + 8) == .carriageReturn, head.byte(start + 9) == .lineFeed
        else { throw .malformed("no valid version") }
        guard head.byte(start + 5) == UInt8(ascii: "1") else { throw .unsupportedVersion }
        version = head.byte(start + 7) == UInt8(ascii: "0") ? .http10 : .http11
        return start + 10
    }

    // MARK: Fields

    private mutating func readFields(_ head: RawSpan, from start: Int) throws(HTTPError) {
        var place = start
        while place < head.byteCount - 2 {
            let line = try FieldLine(head, at: place)
            try interpret(head, line.name, line.value)
            place = line.end
        }
    }

    /// Interprets the fields that tell how to read the message, what to do with the
    /// connection, which host is meant, and what a proxy calls the request.
    private mutating func interpret(_ head: RawSpan, _ name: Range<Int>, _ value: Range<Int>) throws(HTTPError) {
        switch name.count {
        case 4 where head.equals(name, "host"):
            hosts += 1
            guard hosts == 1, isAuthority(head, value) else { throw .malformed("invalid Host") }
        case 6 where head.equals(name, "expect"):
            expectation = head.equals(value, "100-continue") ? .continuation : .unknown
        case 10 where head.equals(name, "connection"):
            forEachItem(head, value) { item in
                if head.equals(item, "close") { closes = true }
                if head.equals(item, "keep-alive") { keepsAlive = true }
            }
        case 12 where head.equals(name, "x-request-id"):
            requestID = value
            requestIDs += 1
        case 14 where head.equals(name, "content-length"):
            guard contentLength == nil, let length = decimal(head, value) else {
                throw .malformed("invalid Content-Length")
            }
            contentLength = length
        case 17 where head.equals(name, "transfer-encoding"):
            hasTransferCoding = true
            forEachItem(head, value) { item in
                // If any coding follows chunked, even chunked again, then chunked is not the last and only one.
                if isChunked { hasUnknownCoding = true }
                isChunked = !isChunked && head.equals(item, "chunked")
                if !isChunked { hasUnknownCoding = true }
            }
        default: break
        }
    }

    private func framing() throws(HTTPError) -> BodyFraming {
        guard hosts == 1 || version == .http10 else { throw .malformed("no Host") }
        guard hasTransferCoding else { return contentLength.map { $0 == 0 ? .none : .length($0) } ?? .none }
        guard contentLength == nil, version == .http11, isChunked else {
            throw .malformed("ambiguous Transfer-Encoding")
        }
        guard !hasUnknownCoding else { throw .unknownCoding }
        return .chunked
    }

    // MARK: Values

    private func forEachItem(_ head: RawSpan, _ value: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = value.lowerBound
        while start < value.upperBound {
            var end = start
            while end < value.upperBound, head.byte(end) != UInt8(ascii: ",") { end += 1 }
            var (first, last) = (start, end)
            while first < last, head.byte(first) == .space || head.byte(first) == .tab { first += 1 }
            while first < last, head.byte(last - 1) == .space || head.byte(last - 1) == .tab { last -= 1 }
            if first < last { body(first..<last) }
            start = end + 1
        }
    }

    /// Parses digits only: a sign, a list or an overflow gives nil.
    private func decimal(_ head: RawSpan, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var number = 0
        for place in range {
            guard head.byte(place).isDigit else { return nil }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(head.byte(place) - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            number = sum
        }
        return number
    }

    /// Whether it is a host name, an IPv4 address or an IPv6 address in brackets, with
    /// or without a port (RFC 9110 §7.2).
    private func isAuthority(_ head: RawSpan, _ range: Range<Int>) -> Bool {
        let text = head.extracting(range)
        var place = 0
        if !text.isEmpty, text.byte(0) == UInt8(ascii: "[") {
            place = text.end(of: .address, from: 1)
            guard place > 1, place < text.byteCount, text.byte(place) == UInt8(ascii: "]") else { return false }
            place += 1
        } else {
            place = text.end(of: .hostName, from: 0)
            guard place > 0 else { return false }
        }
        guard place < text.byteCount else { return true }
        return text.byte(place) == UInt8(ascii: ":") && text.end(of: .digits, from: place + 1) == text.byteCount
    }
}
