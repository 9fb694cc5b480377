import TelegramSimulator
import TestSupport
import Testing

/// How a call may be written in HTTP.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RequestTests {
    private static let chat = RunningSimulator.chat

    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let contentType: String
        let body: String
    }

    /// One call in every form; nested values are JSON text where there is no other way.
    static let forms = [
        Form(
            testDescription: "json", contentType: "application/json; charset=utf-8",
            body: #"{"chat_id": \#(chat), "text": "a+b é", "entities": [{"type": "bold", "offset": 0, "length": 1}]}"#),
        Form(
            testDescription: "json with strings", contentType: "application/json",
            body: #"""
                {"chat_id": "\#(chat)", "text": "a+b é", "entities": "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]"}
                """#),
        Form(
            testDescription: "urlencoded", contentType: "application/x-www-form-urlencoded",
            body:
                "chat_id=\(chat)&text=a%2Bb+%C3%A9&entities=%5B%7B%22type%22:%22bold%22,%22offset%22:0,%22length%22:1%7D%5D"
        ),
        Form(
            testDescription: "multipart", contentType: "multipart/form-data; boundary=\"--x y\"",
            body: [
                ("chat_id", "\(chat)"), ("text", "a+b é"), ("entities", #"[{"type":"bold","offset":0,"length":1}]"#),
            ]
            .map { "----x y\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined()
                + "----x y--\r\n"),
    ]

    @Test(arguments: forms) func call_isUnderstood_inEveryForm(_ form: Form) async throws {
        try await RunningSimulator.with { running in
            let reply = try await post(running, form.contentType, form.body)
            #expect(reply.status == 200)
            let message = try reply.json["result"]
            #expect(message?["text"]?.string == "a+b é")
            #expect(message?["entities"]?[0]?["type"]?.string == "bold")
        }
    }

    @Test func call_isUnderstood_inTheQueryOfAGet() async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.client.get(running.path("sendmessage?chat_id=\(Self.chat)&text=a%20b"))
            #expect(try reply.json["result"]?["text"]?.string == "a b")
        }
    }

    @Test(arguments: [
        ("application/json", "[1]"), ("application/json", "{"), ("multipart/form-data; boundary=x", "--x\r\nname"),
        ("multipart/form-data; boundary=x", "--y\r\n\r\n"), ("application/x-www-form-urlencoded", "text=%FF"),
    ])
    func call_isRefused_whenItsBodyIsMalformed(_ type: String, _ body: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await post(running, type, body)
            #expect(reply.status == 400)
            #expect(running.simulator.group.messages.isEmpty)
        }
    }

    @Test(arguments: [
        ("/bot7000000001:another-token-that-is-well-formed-00/getMe", 401, "Unauthorized"),
        ("/bot7000000001/getMe", 404, "Not Found"), ("/bot:/getMe", 404, "Not Found"), ("/bot/getMe", 404, "Not Found"),
        ("/somewhere/else", 404, "Not Found"),
    ])
    func call_isRefused_whenTheTokenIsWrong(_ path: String, _ status: Int, _ description: String) async throws {
        try await RunningSimulator.with { running in
            let reply = try await running.client.get(path)
            #expect(reply.status == status)
            #expect(try reply.json["description"]?.string == description)
        }
    }

    private func post(_ running: RunningSimulator, _ type: String, _ body: String) async throws -> HTTPReply {
        let socket = try SocketClient(host: "127.0.0.1", port: running.port)
        try await socket.send(
            "POST \(running.path("sendMessage")) HTTP/1.1\r\nHost: t\r\nContent-Type: \(type)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return try await socket.receiveReply()
    }
}
