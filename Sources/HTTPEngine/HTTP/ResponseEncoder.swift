import HTTPTypes

/// Encodes response heads (RFC 9112 §4).
struct ResponseEncoder {
    /// How the client finds the end of the body.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case untilClose
    }

    enum Connection { case keep, keepHTTP10, close, upgrade }

    /// - Parameters:
    ///   - id: The request's; nil if no request could be parsed.
    ///   - common: The lines that all responses share, from ``lines(_:)``.
    /// - Returns: Whether the connection ends with this response, because of `connection` or of a
    ///   handler's `Connection: close`.
    static func encode(
        _ status: HTTPResponse.Status, _ fields: HTTPFields, _ framing: Framing, _ connection: Connection,
        _ date: DateLine, id: RequestID?, common: [UInt8], into output: inout [UInt8]
    ) -> Bool {
        var connection = connection
        output.append(addingCapacity: 64 + status.reasonPhrase.utf8.count + common.count) { line in
            line.append("HTTP/1.1 ")
            line.append(decimal: status.code)
            line.append(" ")
            line.append(text: status.reasonPhrase)
            line.append(date.bytes)
            line.append(common)
        }
        id?.appendLine(to: &output)
        for field in fields {
            if isOwned(field.name) {
                if field.name == .connection, field.value.lowercased() == "close" { connection = .close }
                continue
            }
            appendLine(field.name.rawName, field.value, to: &output)
        }
        output.append(addingCapacity: 80) { line in
            switch framing {
            case .none, .untilClose: break
            case .length(let count):
                line.append("Content-Length: ")
                line.append(decimal: count)
                line.append("\r\n")
            case .chunked: line.append("Transfer-Encoding: chunked\r\n")
            }
            switch connection {
            case .keep: line.append("\r\n")
            case .keepHTTP10: line.append("Connection: keep-alive\r\n\r\n")
            case .close: line.append("Connection: close\r\n\r\n")
            case .upgrade: line.append("Connection: Upgrade\r\n\r\n")
            }
        }
        return connection == .close
    }

    /// The encoded lines of fields that are the same in every response.
    static func lines(_ fields: HTTPFields) -> [UInt8] {
        var lines: [UInt8] = []
        for field in fields where !isOwned(field.name) { appendLine(field.name.rawName, field.value, to: &lines) }
        return lines
    }

    private static func appendLine(_ name: String, _ value: String, to output: inout [UInt8]) {
        output.append(addingCapacity: name.utf8.count + value.utf8.count + 4) { line in
            line.append(text: name)
            line.append(": ")
            line.append(text: value)
            line.append("\r\n")
        }
    }

    /// Whether only the engine may set this field: two answers on framing would desynchronise the connection.
    private static func isOwned(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName.utf8.count {
        case 4: name == .date
        case 10: name == .connection
        case 14: name == .contentLength
        case 17: name == .transferEncoding
        default: false
        }
    }
}

extension OutputSpan<UInt8> {
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        withUnsafeMutableBufferPointer { buffer, count in
            precondition(bytes.count <= buffer.count - count)
            if let source = bytes.baseAddress, let target = buffer.baseAddress {
                (target + count).initialize(from: source, count: bytes.count)
            }
            count += bytes.count
        }
    }

    @inline(__always)
    mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { append($0) } }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    mutating func append(text: String) {
        let isCopied: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
        if isCopied == nil { for byte in text.utf8 { append(byte) } }
    }

    /// - Parameter number: Not negative.
    mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

extension [UInt8] {
    mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { append(contentsOf: $0) } }

    /// A chunk of the chunked coding (RFC 9112 §7.1).
    mutating func append(chunk bytes: [UInt8]) {
        append(contentsOf: String(bytes.count, radix: 16).utf8)
        append("\r\n")
        append(contentsOf: bytes)
        append("\r\n")
    }
}
