import HTTPEngine
import HTTPTypes
import TestSupport
import Testing

/// Requests and answers over real sockets.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct ServerTests {
    private static func echo(_ router: inout Router) {
        router.on(
            .get, "/text", sync: { _ in Response(fields: [.contentType: "text/plain"], body: .bytes([104, 105])) })
        router.on(
            .get, "/async/{id}",
            async: { request in
                await Task.yield()
                return Response(body: .bytes(Array((request.parameter("id") ?? "").utf8)))
            })
        router.on(.post, "/echo", body: .collect(upTo: 1000), sync: { Response(body: .bytes($0.body.bytes)) })
        router.on(.put, "/echo", body: .collect(upTo: 1000), async: { Response(body: .bytes($0.body.bytes)) })
        router.on(.get, "/empty", sync: { _ in Response(.noContent) })
        router.on(.get, "/fails", sync: { _ in throw HTTPError(.conflict, code: "c", message: "No.") })
        router.on(.get, "/breaks", async: { _ in throw CancellationError() })
        router.on(.get, "/closes", sync: { _ in Response(fields: [.connection: "close"]) })
    }

    @Test func server_answersOneAfterTheOther_onOneConnection() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            for _ in 0..<3 {
                try await client.send(request("GET", "/text"))
                let reply = try await client.receiveReply()
                #expect(reply.status == 200 && reply.text == "hi" && reply["Content-Type"] == "text/plain")
                #expect(reply["Content-Length"] == "2" && reply["Connection"] == nil)
                #expect(reply["Date"]?.hasSuffix("GMT") == true)
            }
            #expect(test.server.statistics.requests == 3 && test.server.statistics.open == 1)
        }
    }

    @Test func server_answersInOrder_whenRequestsArePipelined() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            var text = ""
            for number in 0..<500 { text += request("GET", number % 3 == 0 ? "/async/\(number)" : "/text") }
            try await client.send(text)
            for number in 0..<500 {
                let reply = try await client.receiveReply()
                #expect(reply.text == (number % 3 == 0 ? "\(number)" : "hi"))
            }
        }
    }

    @Test func server_takesBodies_byLengthAndChunked_inAnyPieces() async throws {
        try await TestServer.run(Self.echo) { test in
            let fixed = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            let chunked =
                "PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x\r\nlo\r\n0\r\nT: 1\r\n\r\n"
            let client = try test.connect()
            for text in [fixed, chunked, fixed + chunked] {
                try await client.send(text)
                #expect(try await client.receiveReply().text == "hello")
            }
            #expect(try await client.receiveReply().text == "hello")
            for byte in Array((fixed + chunked).utf8) { try await client.send([byte]) }
            #expect(try await client.receiveReply().text == "hello")
            #expect(try await client.receiveReply().text == "hello")
        }
    }

    static let keptAfter: [(String, Int)] = [
        (request("GET", "/nothing"), 404), (request("POST", "/text"), 405), (request("GET", "/a/../text"), 400),
        (request("GET", "/%00"), 400), (request("GET", "/fails"), 409), (request("GET", "/breaks"), 500),
        (request("GET", "/empty"), 204), (request("OPTIONS", "/text"), 204), (request("OPTIONS", "*"), 204),
        (request("GET", "/text", "Expect: x"), 417), (request("GET", "/text", "Content-Length: 0"), 200),
        (request("BREW", "/text"), 405),
    ]

    @Test(arguments: keptAfter)
    func connection_isKept_afterAnswersThatLeaveItReadable(_ text: String, _ status: Int) async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(text + request("GET", "/text"))
            #expect(try await client.receiveReply().status == status)
            #expect(try await client.receiveReply().text == "hi")
        }
    }

    static let closedAfter: [(String, Int)] = [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
        (request("GET", "/" + String(repeating: "x", count: 9000)), 414),
        (request("GET", "/text", "X: " + String(repeating: "x", count: 40_000)), 431),
        (request("POST", "/echo", "Content-Length: 1001"), 413),
        (request("GET", "/text", "Content-Length: 1") + "x", 413),
        (request("POST", "/echo", "Transfer-Encoding: chunked") + "3E9\r\n", 413),
        (request("POST", "/echo", "Transfer-Encoding: chunked") + "x", 400),
        (request("POST", "/nothing", "Content-Length: 100000"), 404),
        (request("POST", "/nothing", "Transfer-Encoding: chunked") + "1\r\n", 404),
        (request("POST", "/echo", "Transfer-Encoding: gzip, chunked"), 501),
    ]

    @Test(arguments: closedAfter)
    func connection_isClosed_afterWhatCannotBeReadOn(_ text: String, _ status: Int) async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(text + request("GET", "/text"))
            let reply = try await client.receiveReply()
            #expect(reply.status == status && reply["Connection"] == "close")
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func errorResponse_isReadable_whileTheClientStillSends() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/echo", "Content-Length: 500000"))
            // Much of the refused body is on its way before the client looks at the answer.
            try await client.send([UInt8](repeating: 120, count: 500_000))
            #expect(try await client.receiveReply().status == 413)
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func smallRefusedBody_isDropped_andTheConnectionKept() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/nothing", "Content-Length: 5") + "hello" + request("GET", "/text"))
            #expect(try await client.receiveReply().status == 404)
            #expect(try await client.receiveReply().text == "hi")
        }
    }

    @Test func head_hasTheFieldsOfGet_andNoBody() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(request("HEAD", "/text") + request("HEAD", "/nothing") + request("GET", "/text"))
            let reply = try await client.receiveReply(isHead: true)
            #expect(reply.status == 200 && reply["Content-Length"] == "2")
            #expect(try await client.receiveReply(isHead: true).status == 404)
            #expect(try await client.receiveReply().text == "hi")
        }
    }

    @Test func methods_areListedInAllow() async throws {
        try await TestServer.run(Self.echo) { test in
            let expected = [
                (request("DELETE", "/echo"), "OPTIONS, POST, PUT"), (request("DELETE", "/text"), "GET, HEAD, OPTIONS"),
                (request("OPTIONS", "*"), "GET, HEAD, OPTIONS, POST, PUT"),
            ]
            for (text, methods) in expected {
                let reply = try await test.reply(to: text)
                #expect(reply["Allow"] == methods)
            }
        }
    }

    @Test func http10_isClosed_unlessItAsksToBeKept() async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send("GET /text HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try await client.receiveReply()["Connection"] == "keep-alive")
            try await client.send("GET /text HTTP/1.0\r\n\r\n")
            #expect(try await client.receiveReply()["Connection"] == "close")
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test(arguments: [request("GET", "/text", "Connection: close"), request("GET", "/closes")])
    func connection_isClosed_whenEitherSideAsks(_ text: String) async throws {
        try await TestServer.run(Self.echo) { test in
            let client = try test.connect()
            try await client.send(text + request("GET", "/text"))
            #expect(try await client.receiveReply()["Connection"] == "close")
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func continue_isSentOnlyOnceTheHeadIsAccepted() async throws {
        try await TestServer.run({ router in
            Self.echo(&router)
            router.on(
                .post, "/members", body: .collect(upTo: 10),
                admit: { if $0[.authorization] == nil { throw HTTPError(.unauthorized, code: "u", message: "Who?") } },
                sync: { Response(body: .bytes($0.body.bytes)) })
        }) { test in
            let expect = ["Expect: 100-Continue", "Content-Length: 2"]
            let client = try test.connect()
            try await client.send(request("POST", "/members", "Authorization: me", expect[0], expect[1]))
            #expect(try await client.receiveReply().status == 100)
            try await client.send("ok")
            #expect(try await client.receiveReply().text == "ok")
            for (target, status) in [("/members", 401), ("/nothing", 404), ("/text", 405)] {
                let reply = try await test.reply(to: request("POST", target, expect[0], expect[1]))
                #expect(reply.status == status && reply["Connection"] == "close")
            }
            let tooLarge = request("POST", "/members", "Authorization: me", expect[0], "Content-Length: 11")
            #expect(try await test.reply(to: tooLarge).status == 413)
        }
    }

    @Test func request_givesItsParts_decoded() async throws {
        try await TestServer.run({ router in
            router.on(
                .get, "/a/{x}/{rest...}",
                sync: { request in
                    let parts = [
                        request.target, request.path, request.parameter("x") ?? "-", request.parameter("rest") ?? "-",
                        request.parameter("y") ?? "-", request.query("q") ?? "-", request.query("none") ?? "-",
                        request.query("flag") ?? "-", request[.accept] ?? "-",
                        request.values(.accept).joined(separator: "+"), request.peer.host, "\(request.loop.isCurrent)",
                    ]
                    return Response(body: .bytes(Array(parts.joined(separator: " ").utf8)))
                })
        }) { test in
            let target = "/a/1%2F2/b/%63?p=1&q=x+%26y%zz&flag&q=2"
            let reply = try await test.reply(to: request("GET", "http://test" + target, "Accept: a/b", "aCCEPT: c/d"))
            #expect(reply.text == "\(target) /a/1/2/b/c 1/2 b/c - x &y%zz -  a/b a/b+c/d 127.0.0.1 true")
        }
    }

    @Test func hooks_seeEveryResponse_theEnginesOwnToo() async throws {
        try await TestServer.run(
            { router in
                Self.echo(&router)
                router.onError = { _, _ in Response(.badGateway) }
                router.options = { _ in Response(.ok) }
                router.fields = [.xContentTypeOptions: "nosniff"]
                router.finish = { request, response in response.fields[.server] = request?.target ?? "nothing" }
            }, configure: { $0.renderError = { Response($0.status, body: .bytes(Array($0.code.utf8))) } }
        ) { test in
            let cases = [
                (request("GET", "/text"), 200, "/text", "hi"), (request("GET", "/fails"), 502, "/fails", ""),
                (request("GET", "/nope"), 404, "/nope", "not_found"), (request("OPTIONS", "/text"), 200, "/text", ""),
                ("GET\r\n\r\n", 400, "nothing", "bad_request"),
                (request("POST", "/echo", "Content-Length: 9999"), 413, "/echo", "body_too_large"),
            ]
            for (text, status, server, body) in cases {
                let reply = try await test.reply(to: text)
                #expect(reply.status == status && reply["Server"] == server && reply.text == body)
                #expect(reply["X-Content-Type-Options"] == "nosniff")
            }
        }
    }

    @Test func fieldsOfFraming_areTheEnginesAlone() async throws {
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { _ in
                    Response(
                        fields: [
                            .contentLength: "999", .transferEncoding: "chunked", .date: "never", .eTag: "\"a\r\nb\"",
                        ],
                        body: .bytes([111, 107]))
                })
        }) { test in
            let reply = try await test.reply(to: request("GET", "/"))
            #expect(reply.text == "ok" && reply["Date"] != "never" && reply["Transfer-Encoding"] == nil)
            #expect(reply.fields.filter { $0.name == "Content-Length" }.count == 1)
            #expect(reply["ETag"] == "\"a  b\"")
        }
    }

    @Test func asyncHandler_resumesOnItsLoop_afterAForeignThread() async throws {
        try await TestServer.run(
            loops: 2,
            { router in
                router.on(
                    .get, "/",
                    async: { request in
                        let before = request.loop.isCurrent
                        await Task.detached {}.value
                        return Response(before && request.loop.isCurrent ? .ok : .internalServerError)
                    })
            }
        ) { test in
            for _ in 0..<20 {
                let reply = try await test.reply(to: request("GET", "/"))
                #expect(reply.status == 200)
            }
        }
    }
}
