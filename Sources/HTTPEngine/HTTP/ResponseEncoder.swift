import HTTPTypes

/// Writes response heads (RFC 9112 §4).
struct ResponseEncoder {
    /// How the client will know where the body ends.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case untilClose
    }

    enum Connection { case keep, keepHTTP10, close, upgrade }

    static func encode(
        status: HTTPResponse.Status, fields: HTTPFields, framing: Framing, connection: Connection, dateLine: [UInt8],
        into output: inout [UInt8]
    ) {
        output.append(contentsOf: "HTTP/1.1 ".utf8)
        output.append(decimal: status.code)
        output.append(.space)
        output.append(contentsOf: status.reasonPhrase.utf8)
        output.append(contentsOf: "\r\n".utf8)
        output.append(contentsOf: dateLine)
        for field in fields where !isOwned(field.name) {
            output.append(contentsOf: field.name.rawName.utf8)
            output.append(contentsOf: ": ".utf8)
            field.withUnsafeBytesOfValue { output.append(contentsOf: $0) }
            output.append(contentsOf: "\r\n".utf8)
        }
        switch framing {
        case .none, .untilClose: break
        case .length(let count):
            output.append(contentsOf: "Content-Length: ".utf8)
            output.append(decimal: count)
            output.append(contentsOf: "\r\n".utf8)
        case .chunked: output.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        }
        switch connection {
        case .keep: output.append(contentsOf: "\r\n".utf8)
        case .keepHTTP10: output.append(contentsOf: "Connection: keep-alive\r\n\r\n".utf8)
        case .close: output.append(contentsOf: "Connection: close\r\n\r\n".utf8)
        case .upgrade: output.append(contentsOf: "Connection: Upgrade\r\n\r\n".utf8)
        }
    }

    /// Whether only the engine may say this: two voices on framing would desynchronise the connection.
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

extension [UInt8] {
    mutating func append(decimal number: Int) {
        guard number >= 10 else { return append(UInt8(ascii: "0") + UInt8(clamping: number)) }
        append(decimal: number / 10)
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// A chunk of the chunked coding (RFC 9112 §7.1).
    mutating func append(chunk bytes: [UInt8]) {
        append(contentsOf: String(bytes.count, radix: 16).utf8)
        append(contentsOf: "\r\n".utf8)
        append(contentsOf: bytes)
        append(contentsOf: "\r\n".utf8)
    }
}
