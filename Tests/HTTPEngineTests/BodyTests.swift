import Glibc
import HTTPEngine
import HTTPTypes
import Synchronization
import TestSupport
import Testing

/// Bodies that are not simply bytes in memory: files both ways, constants and streams.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct BodyTests {
    private static let pattern = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }

    private static func receiveUpload(_ router: inout Router) {
        router.on(
            .post, "/", body: .spool(upTo: 4_000_000),
            sync: { request in
                guard case .file(let file) = request.body else { return Response(body: .bytes(Array("none".utf8))) }
                let isIntact = try file.read(at: 0, upTo: .max) == Self.pattern.prefix(file.count)[...].map { $0 }
                return Response(body: .bytes(Array("\(file.count) \(isIntact)".utf8)))
            })
    }

    @Test func largeBody_isSpooled_byLengthAndChunked() async throws {
        try await TestServer.run(Self.receiveUpload) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/", "Content-Length: 3000000"))
            try await client.send(Self.pattern)
            #expect(try await client.receiveReply().text == "3000000 true")
            try await client.send(request("POST", "/", "Transfer-Encoding: chunked"))
            for start in stride(from: 0, to: 3_000_000, by: 100_000) {
                try await client.send("186A0\r\n")
                try await client.send(Array(Self.pattern[start..<start + 100_000]))
                try await client.send("\r\n")
            }
            try await client.send("0\r\n\r\n" + request("POST", "/", "Content-Length: 3"))
            #expect(try await client.receiveReply().text == "3000000 true")
            try await client.send(Array(Self.pattern[..<3]))
            #expect(try await client.receiveReply().text == "3 true")
            try await client.send(request("POST", "/", "Transfer-Encoding: chunked") + "0\r\n\r\n")
            #expect(try await client.receiveReply().text == "none")
        }
    }

    @Test func spooledBody_leavesNothingBehind_andCanBeGivenAName() async throws {
        let folder = TemporaryFolder()
        let elsewhere = TemporaryFolder()
        try await TestServer.run(
            { router in
                router.on(
                    .post, "/", body: .spool(upTo: 1000),
                    sync: { request in
                        guard case .file(let file) = request.body else { return Response(.badRequest) }
                        try file.save(to: elsewhere.path + "/kept")
                        #expect(throws: FileError.self) { try file.save(to: elsewhere.path + "/kept") }
                        return Response()
                    })
            }, configure: { $0.spoolDirectory = folder.path }
        ) { test in
            let reply = try await test.reply(to: request("POST", "/", "Content-Length: 5") + "hello")
            #expect(reply.status == 200)
        }
        #expect(entries(folder.path) == [])
        #expect(entries(elsewhere.path) == ["kept"])
        let kept = try #require(OpenFile(path: elsewhere.path + "/kept"))
        var bytes = [UInt8](repeating: 0, count: 9)
        #expect(read(kept.descriptor, &bytes, 9) == 5 && bytes.starts(with: "hello".utf8))
    }

    @Test func spooling_survives_clientsThatGoAway() async throws {
        try await TestServer.run(Self.receiveUpload) { test in
            for count in stride(from: 1, through: 2_000_000, by: 100_000) {
                let client = try test.connect()
                try await client.send(request("POST", "/", "Content-Length: 3000000"))
                try await client.send(Array(Self.pattern[..<count]))
                client.reset()
            }
            let client = try test.connect()
            try await client.send(request("POST", "/", "Content-Length: 3") + "abc")
            #expect(try await client.receiveReply().status == 200)
        }
    }

    @Test(arguments: ["no such folder", "a disk that would be too full"])
    func body_isRefused_whenItCannotBeStored(because reason: String) async throws {
        func configure(_ server: inout ServerConfiguration) {
            if reason == "no such folder" { server.spoolDirectory = "/nowhere" } else { server.spoolFloor = .max / 2 }
        }
        try await TestServer.run(Self.receiveUpload, configure: configure) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/", "Content-Length: 5") + "hello")
            #expect(try await client.receiveReply().status == 507)
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func file_isSent_inWholeAndInPart() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/file"
        try write(Self.pattern, to: path)
        try await TestServer.run({ router in
            router.on(
                .get, "/{offset}/{count}",
                sync: { request in
                    let numbers = ["offset", "count"].compactMap { request.parameter($0).flatMap { Int($0) } }
                    guard numbers.count == 2, let file = OpenFile(path: path) else { return Response(.notFound) }
                    return Response(body: .file(FileRegion(file, offset: numbers[0], count: numbers[1])))
                })
        }) { test in
            let client = try test.connect()
            for (offset, count) in [(0, 3_000_000), (17, 5), (1_000_001, 1_234_567), (0, 0)] {
                try await client.send(request("GET", "/\(offset)/\(count)"))
                let reply = try await client.receiveReply()
                #expect(reply.status == 200 && reply.body == Array(Self.pattern[offset..<offset + count]))
            }
            // A file that is shorter than promised: the connection is cut, not padded.
            try await client.send(request("GET", "/2999999/2"))
            await #expect(throws: SocketClient.Failure.ended) { try await client.receiveReply() }
        }
    }

    @Test func constant_isSent_withoutACopy() async throws {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_000_000, alignment: 1)
        memory.copyBytes(from: Self.pattern[..<2_000_000])
        defer { memory.deallocate() }
        let constant = ResponseBody.immortal(UnsafeRawBufferPointer(memory))
        try await TestServer.run({ $0.on(.get, "/", sync: { _ in Response(body: constant) }) }) { test in
            let reply = try await test.reply(to: request("GET", "/"))
            #expect(reply.body == Array(Self.pattern[..<2_000_000]))
        }
    }

    private static func count(_ router: inout Router) {
        router.on(
            .get, "/",
            sync: { _ in
                Response(
                    body: .stream { writer in
                        for number in 0..<5 {
                            try await writer.write(Array("\(number),".utf8))
                            try await writer.write([])
                            if number % 2 == 0 { await Task.detached {}.value }
                        }
                    })
            })
    }

    @Test func stream_isChunked_andTheConnectionGoesOn() async throws {
        try await TestServer.run(Self.count) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/") + request("HEAD", "/") + request("GET", "/"))
            let reply = try await client.receiveReply()
            #expect(reply.text == "0,1,2,3,4," && reply["Transfer-Encoding"] == "chunked")
            #expect(reply["Content-Length"] == nil)
            let head = try await client.receiveReply(isHead: true)
            #expect(head["Transfer-Encoding"] == "chunked")
            #expect(try await client.receiveReply().text == "0,1,2,3,4,")
        }
    }

    @Test func stream_endsWithTheConnection_forHTTP10() async throws {
        try await TestServer.run(Self.count) { test in
            let reply = try await test.reply(to: "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(reply.text == "0,1,2,3,4," && reply["Transfer-Encoding"] == nil && reply["Connection"] == "close")
        }
    }

    @Test func stream_isCut_whenItFails() async throws {
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { _ in
                    Response(
                        body: .stream { writer in
                            try await writer.write([120])
                            throw CancellationError()
                        })
                })
        }) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/"))
            await #expect(throws: SocketClient.Failure.self) { try await client.receiveReply() }
        }
    }

    @Test func streamWriter_waits_untilTheClientReads() async throws {
        let written = Atomic<Int>(0)
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { _ in
                    Response(
                        body: .stream { writer in
                            for _ in 0..<400 {
                                try await writer.write([UInt8](repeating: 1, count: 100_000))
                                written.wrappingAdd(1, ordering: .relaxed)
                            }
                        })
                })
        }) { test in
            let client = try test.connect(receiveBuffer: 8192)
            try await client.send(request("GET", "/"))
            #expect(try await client.receiveLine().hasPrefix("HTTP/1.1 200"))
            // 40 MB are more than the kernel and the high-water mark hold: the writer must be waiting by now or soon.
            var seen = -1
            while seen != written.load(ordering: .relaxed) {
                seen = written.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(seen < 400)
            var total = 0
            while total < 40_000_000 { total += try await client.receive(upTo: 1 << 20).count }
            #expect(written.load(ordering: .relaxed) == 400)
        }
    }

    @Test func streamWriter_throws_whenTheClientIsGone() async throws {
        let ended = Gate()
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { _ in
                    Response(
                        body: .stream { writer in
                            defer { ended.open() }
                            while true { try await writer.write([UInt8](repeating: 1, count: 50_000)) }
                        })
                })
        }) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/"))
            _ = try await client.receiveLine()
            client.reset()
            await ended.wait()
        }
    }
}

private func entries(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}

private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
}
