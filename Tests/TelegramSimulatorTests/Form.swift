import TelegramSimulator
import TestSupport

/// A multipart form.
struct Form {
    private static let boundary = "a-boundary-of-the-tests"
    private var body: [UInt8] = []

    /// - Parameter fields: Beside the `chat_id`.
    init(_ fields: [String: String] = [:], chat: Bool = true) {
        let all = chat ? fields.merging(["chat_id": "\(RunningSimulator.chat)"]) { $1 } : fields
        for (name, value) in all { add(head: "name=\"\(name)\"", Array(value.utf8)) }
    }

    mutating func attach(_ part: String, _ bytes: [UInt8], name: String = "a.bin", type: String? = nil) {
        let line = type.map { "\r\nContent-Type: \($0)" } ?? ""
        add(head: "name=\"\(part)\"; filename=\"\(name)\"" + line, bytes)
    }

    private mutating func add(head: String, _ bytes: [UInt8]) {
        body += Array("--\(Self.boundary)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + bytes + [13, 10]
    }

    func post(to path: String, port: UInt16) async throws -> HTTPReply {
        let whole = body + Array("--\(Self.boundary)--\r\n".utf8)
        let socket = try SocketClient(host: "127.0.0.1", port: port)
        let head =
            "POST \(path) HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=\(Self.boundary)\r\n"
            + "Content-Length: \(whole.count)\r\n\r\n"
        try await socket.send(Array(head.utf8) + whole)
        return try await socket.receiveReply()
    }
}

extension RunningSimulator {
    /// Uploads one file as the bot.
    func upload(
        _ method: String, _ part: String, _ bytes: [UInt8], name: String = "a.bin", type: String? = nil,
        _ fields: [String: String] = [:]
    ) async throws -> HTTPReply {
        var form = Form(fields)
        form.attach(part, bytes, name: name, type: type)
        return try await form.post(to: path(method), port: port)
    }

    /// What the upload gave back.
    func uploaded(
        _ method: String, _ part: String, _ bytes: [UInt8], name: String = "a.bin", type: String? = nil,
        _ fields: [String: String] = [:]
    ) async throws -> JSONView {
        let json = try await upload(method, part, bytes, name: name, type: type, fields).json
        guard let result = json["result"] else { throw Refused(description: json["description"]?.string) }
        return result
    }

    /// The bytes behind a `file_id`, as a bot gets them.
    func download(_ id: String) async throws -> HTTPReply {
        let file = try await result("getFile", #""file_id": "\#(id)""#)
        return try await client.get("/file/bot\(simulator.configuration.token)/\(file["file_path"]?.string ?? "")")
    }
}
