/// A response as a test client reads it.
public struct HTTPReply: Sendable {
    public var status: Int
    public var fields: [(name: String, value: String)]
    public var body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a field, whatever the case of its name.
    public subscript(_ name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
}

extension SocketClient {
    /// The next response.
    ///
    /// - Parameter isHead: Whether it answers a HEAD request and so has no body.
    public func receiveReply(isHead: Bool = false) async throws -> HTTPReply {
        let (status, fields) = try await receiveHead()
        var reply = HTTPReply(status: status, fields: fields, body: [])
        if isHead || status < 200 || status == 204 || status == 304 { return reply }
        if reply["Transfer-Encoding"] == "chunked" {
            while true {
                let line = try await receiveLine()
                guard let size = Int(line, radix: 16) else { throw Failure.malformed("chunk size \(line)") }
                reply.body += try await receive(exactly: size)
                guard try await receiveLine().isEmpty else { throw Failure.malformed("end of chunk") }
                if size == 0 { return reply }
            }
        }
        if let length = reply["Content-Length"] {
            guard let count = Int(length) else { throw Failure.malformed("length \(length)") }
            reply.body = try await receive(exactly: count)
        } else {
            reply.body = try await receiveAll()
        }
        return reply
    }

    private func receiveHead() async throws -> (Int, [(name: String, value: String)]) {
        let statusLine = try await receiveLine()
        let words = statusLine.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw Failure.malformed("status line \(statusLine)")
        }
        var fields: [(name: String, value: String)] = []
        while true {
            let line = try await receiveLine()
            if line.isEmpty { return (status, fields) }
            guard let colon = line.firstIndex(of: ":") else { throw Failure.malformed("field \(line)") }
            fields.append((String(line[..<colon]), String(line[colon...].dropFirst().drop { $0 == " " })))
        }
    }

    /// A line without its CR LF.
    public func receiveLine() async throws -> String {
        var line: [UInt8] = []
        while true {
            let bytes = try await receive()
            guard !bytes.isEmpty else { throw Failure.ended }
            line += bytes
            guard let end = line.firstIndex(of: 10) else { continue }
            putBack(line[(end + 1)...])
            guard end > 0, line[end - 1] == 13 else { throw Failure.malformed("line end") }
            return String(decoding: line[..<(end - 1)], as: UTF8.self)
        }
    }
}
