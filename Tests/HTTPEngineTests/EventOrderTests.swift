import Dispatch
import Glibc
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HTTPEngine

/// Whatever comes first, the disk, the peer's bytes or its reading: every request is answered, and whoever falls silent
/// is given up.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(3))) struct EventOrderTests {
    static let chunk = 128 * 1024
    static let pattern = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }
    static let large = ImmortalBytes(
        UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer.allocate(byteCount: 300_000, alignment: 1)))

    static func routes(_ router: inout Router) {
        router.on(
            .post, "/spool", body: .spool(upTo: 10_000_000),
            sync: { request in
                let start = request.query("from").flatMap { Int($0) } ?? 0
                guard case .file(let file) = request.body else { return Response(body: .bytes(Array("0 true".utf8))) }
                let isIntact = try file.read(at: 0, upTo: .max) == Array(pattern[start..<start + file.count])
                return Response(body: .bytes(Array("\(file.count) \(isIntact)".utf8)))
            })
        router.on(.post, "/collect", body: .collect(upTo: 1000), sync: { Response(body: .bytes($0.body.bytes)) })
        router.on(.get, "/now", sync: { _ in Response(body: .bytes(Array("now".utf8))) })
        router.on(
            .get, "/later",
            async: { _ in
                for _ in 0..<3 { await Task.yield() }
                return Response(body: .bytes(Array("later".utf8)))
            })
        router.on(.get, "/large", sync: { _ in Response(body: .immortal(large)) })
    }

    /// The disk, which can be held up.
    final class Disk: Sendable {
        let queue = DispatchQueue(label: "test.disk")
        private let isHeld = Mutex(false)

        var isStuck: Bool { isHeld.withLock { $0 } }

        func hold(_ holds: Bool) {
            isHeld.withLock { isHeld in
                guard holds != isHeld else { return }
                isHeld = holds
                if holds { queue.suspend() } else { queue.resume() }
            }
        }

        deinit { hold(false) }
    }

    private static func withServer(
        limits: Limits = .patient,
        _ body: (TestServer, Disk, _ settle: () async throws -> Void) async throws -> Void
    ) async throws {
        let disk = Disk()
        try await TestServer.run(limits: limits, routes, configure: { $0.spoolQueue = disk.queue }) { test in
            defer { disk.hold(false) }
            try await body(test, disk) {
                // The loop has had its turn with everything that was sent before.
                for _ in 0..<2 { _ = try await test.reply(to: request("GET", "/now")) }
            }
        }
    }

    @Test(arguments: [2, 3, 4, 12], [-1, 0, 1])
    func upload_isAnswered_whenItsLastBytesFillTheSpool(chunks: Int, more: Int) async throws {
        try await Self.withServer { test, disk, settle in
            let client = try test.connect()
            let size = chunks * Self.chunk + more
            disk.hold(true)
            try await client.send(request("POST", "/collect", "Content-Length: 0"))
            #expect(try await client.receiveReply().status == 200)
            try await client.send(request("POST", "/spool", "Content-Length: \(size)"))
            // One chunk is being written, and the next is full with the last of the bytes, whatever the sizes of the reads.
            let held = min(2 * Self.chunk, size)
            for place in stride(from: 0, to: held, by: Self.chunk) {
                try await client.send(Array(Self.pattern[place..<min(place + Self.chunk, held)]))
                try await settle()
            }
            disk.hold(false)
            for place in stride(from: held, to: size, by: Self.chunk) {
                try await client.send(Array(Self.pattern[place..<min(place + Self.chunk, size)]))
            }
            #expect(try await client.receiveReply().text == "\(size) true")
        }
    }

    enum Silence: CaseIterable { case afterAWholePipeline, inABodyThatFillsTheSpool, afterAnswersThatBlocked }

    /// Wherever a connection was held up, the clock runs again once it is not.
    @Test(arguments: Silence.allCases)
    func silence_endsTheConnection(_ silence: Silence) async throws {
        var limits = Limits.patient
        limits.keepAliveTimeout = .milliseconds(30)
        limits.bodyIdleTimeout = .milliseconds(30)
        try await Self.withServer(limits: limits) { test, disk, settle in
            let client = try test.connect(receiveBuffer: 8192)
            switch silence {
            case .afterAWholePipeline:
                let depth = limits.pipelineDepth
                try await client.send(String(repeating: request("GET", "/now"), count: depth))
                for _ in 0..<depth { #expect(try await client.receiveReply().text == "now") }
            case .inABodyThatFillsTheSpool:
                disk.hold(true)
                try await client.send(request("POST", "/spool", "Content-Length: 1000000"))
                for _ in 0..<2 {
                    try await client.send(Array(Self.pattern[..<Self.chunk]))
                    try await settle()
                }
                disk.hold(false)
                #expect(try await client.receiveReply().status == 408)
            case .afterAnswersThatBlocked:
                try await client.send(request("GET", "/large") + request("GET", "/large"))
                try await settle()
                for _ in 0..<2 { #expect(try await client.receiveReply().body.count == 300_000) }
            }
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func spoolThatFails_isAnswered_whenItIsFull() async throws {
        try await TestServer.run(Self.routes, configure: { $0.spoolDirectory = "/nowhere" }) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/spool", "Content-Length: \(2 * Self.chunk)"))
            try await client.send(Array(Self.pattern[..<(2 * Self.chunk)]))
            #expect(try await client.receiveReply().status == 507)
        }
    }

    /// A client that does everything in any order, beside a model of what it has to be answered.
    @Test func everyRequest_isAnsweredInTurn_inEveryOrderOfEvents() async throws {
        try await Self.withServer { test, disk, settle in
            for seed in 0..<60 as Range<UInt64> {
                var chance = SplitMix(seed: seed)
                let client = try test.connect()
                var bytes: [UInt8] = []
                var ends: [(end: Int, reply: [UInt8]?)] = []
                var marks: [Int] = []
                for _ in 0..<Int.random(in: 1...6, using: &chance) {
                    let (text, reply) = Self.anyRequest(&chance)
                    // Where chunks of a body end, if it comes by length.
                    let body = bytes.count + text.count % Self.chunk
                    marks += stride(from: body, to: bytes.count + text.count, by: Self.chunk)
                    bytes += text
                    ends.append((bytes.count, reply))
                }
                // What one end may send before the other has to read, without anybody waiting for ever.
                let patience = 3 * Self.chunk
                var (sent, sentWhileHeld) = (0, 0)
                func receive() async throws {
                    let (_, expected) = ends.removeFirst()
                    disk.hold(false)
                    sentWhileHeld = 0
                    let reply = try await client.receiveReply()
                    #expect(reply.status == 200, "seed \(seed)")
                    #expect(expected.map { $0 == reply.body } ?? (reply.body.count == 300_000), "seed \(seed)")
                }
                while sent < bytes.count {
                    switch Int.random(in: 0..<8, using: &chance) {
                    case 0: disk.hold(true)
                    case 1:
                        disk.hold(false)
                        sentWhileHeld = 0
                    case 2: try await settle()
                    case 3 where ends[0].end <= sent: try await receive()
                    default:
                        while ends.contains(where: { $0.end <= sent && $0.reply == nil }) { try await receive() }
                        if sentWhileHeld >= patience {
                            disk.hold(false)
                            sentWhileHeld = 0
                        }
                        let sizes = [1, 100, 16_384, Self.chunk / 2, Self.chunk, 2 * Self.chunk]
                        var size = min(sizes.randomElement(using: &chance) ?? 1, bytes.count - sent)
                        let mark = marks.first { $0 > sent } ?? bytes.count
                        let isToMark = chance.next() % 2 == 0
                        if isToMark { size = min(mark - sent, Self.chunk) }
                        try await client.send(Array(bytes[sent..<sent + size]))
                        if isToMark { try await settle() }
                        sent += size
                        if disk.isStuck { sentWhileHeld += size }
                    }
                }
                if chance.next() % 2 == 0 { client.finishSending() }
                while !ends.isEmpty { try await receive() }
                client.close()
            }
        }
    }

    /// A request and what it has to be answered; nil for the large answer.
    private static func anyRequest(_ chance: inout SplitMix) -> ([UInt8], [UInt8]?) {
        switch Int.random(in: 0..<10, using: &chance) {
        case 0: return (Array(request("GET", "/now").utf8), Array("now".utf8))
        case 1: return (Array(request("GET", "/later").utf8), Array("later".utf8))
        case 2: return (Array(request("GET", "/large").utf8), nil)
        case 3: return (Array((request("POST", "/collect", "Content-Length: 5") + "hello").utf8), Array("hello".utf8))
        default:
            let odd = [-1, 0, 0, 0, 1].randomElement(using: &chance) ?? 0
            let size = max(0, Int.random(in: 0...12, using: &chance) * chunk / 2 + odd)
            let start = Int.random(in: 0...1_000_000, using: &chance)
            let body = Array(pattern[start..<start + size])
            let reply = Array("\(size) true".utf8)
            guard chance.next() % 2 == 0 else {
                return (Array(request("POST", "/spool?from=\(start)", "Content-Length: \(size)").utf8) + body, reply)
            }
            var bytes = Array(request("POST", "/spool?from=\(start)", "Transfer-Encoding: chunked").utf8)
            var place = 0
            while place < size {
                let count = min([1000, chunk, 100_000][Int(chance.next() % 3)], size - place)
                bytes +=
                    Array("\(String(count, radix: 16))\r\n".utf8) + body[place..<place + count] + Array("\r\n".utf8)
                place += count
            }
            return (bytes + Array("0\r\n\r\n".utf8), reply)
        }
    }
}
