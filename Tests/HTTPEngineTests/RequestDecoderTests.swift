import HTTPTypes
import TestSupport
import Testing

@testable import HTTPEngine

/// What a decoder says of a stream of bytes, in words that can be compared.
private func decode(
    _ text: String, limits: Limits = Limits(), bodyLimit: Int = .max / 2
) -> [[String]] {
    feedInEveryWay(Array(text.utf8)) {
        var decoder = RequestDecoder()
        var events: [String] = []
        var hasFailed = false
        var body: [UInt8] = []
        func feed(_ bytes: [UInt8]) -> Int {
            var place = 0
            while !hasFailed {
                do throws(HTTPError) {
                    switch try decoder.next(bytes.span.bytes, &place, within: limits) {
                    case .needMore: return place
                    case .head(let head):
                        decoder.bodyLimit = bodyLimit
                        events.append(describe(head))
                        if head.framing == .none { events.append("body ") }
                    case .body(let range): body += bytes[range]
                    case .end:
                        events.append("body \(String(decoding: body, as: UTF8.self))")
                        body = []
                    }
                } catch {
                    hasFailed = true
                    events.append("\(error.status.code)")
                }
            }
            return bytes.count
        }
        return (feed, { events })
    }
}

private func describe(_ head: RequestHead) -> String {
    func text(_ range: Range<Int>) -> String { String(decoding: head.bytes[range], as: UTF8.self) }
    let query = head.target.query.map { "?" + text($0) } ?? ""
    let target = String(decoding: head.path, as: UTF8.self) + query
    let fields = head.fields.map { "\(text($0.name))=\(text($0.value))" }.joined(separator: "|")
    return "\(head.method) \(target) \(head.version) \(head.keepsAlive ? "keep" : "close") [\(fields)]"
}

private func expectSame(_ runs: [[String]], _ expected: [String], _ comment: String) {
    for run in runs where run != expected {
        Issue.record("\(comment): \(run) is not \(expected)")
        return
    }
}

@Suite struct RequestDecoderTests {
    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / http11 keep [Host=a]", "body "]),
        ("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / http11 keep [Host=a]", "body "]),
        ("GET /a?b=c?d HTTP/1.1\r\nHost: a:80\r\n\r\n", ["GET /a?b=c?d http11 keep [Host=a:80]", "body "]),
        ("GET / HTTP/1.1\r\nhOsT:\t [::1]:8080 \t\r\n\r\n", ["GET / http11 keep [hOsT=[::1]:8080]", "body "]),
        ("GET / HTTP/1.9\r\nHost: a\r\n\r\n", ["GET / http11 keep [Host=a]", "body "]),
        ("GET http://h:1/p?q HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /p?q http11 keep [Host=a]", "body "]),
        ("GET HTTPS://h HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / http11 keep [Host=a]", "body "]),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", ["OPTIONS * http11 keep [Host=a]", "body "]),
        ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", ["BREW / http11 keep [Host=a]", "body "]),
        ("GET / HTTP/1.0\r\n\r\n", ["GET / http10 close []", "body "]),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", ["GET / http10 keep [Connection=Keep-Alive]", "body "]),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n",
            ["GET / http11 close [Host=a|Connection=x, CLOSE]", "body "]
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nX: \u{e9}\t~\r\nEmpty:\r\n\r\n",
            ["GET / http11 keep [Host=a|X=\u{e9}\t~|Empty=]", "body "]
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            ["POST / http11 keep [Host=a|Content-Length=5]", "body hello"]
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            ["POST / http11 keep [Host=a|Content-Length=0]", "body "]
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5\r\nhello\r\n1;ext=\"x y\"\r\n!\r\n000\r\nTrailer: 1\r\nX-Y: \r\n\r\n",
            ["POST / http11 keep [Host=a|Transfer-Encoding=Chunked]", "body hello!"]
        ),
        (
            "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
                + "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ncd\r\n0\r\n\r\n"
                + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
            [
                "POST /1 http11 keep [Host=a|Content-Length=2]", "body ab",
                "POST /2 http11 keep [Host=a|Transfer-Encoding=chunked]", "body cd",
                "GET /3 http11 keep [Host=a]", "body ",
            ]
        ),
    ])
    func decoder_reads_validRequests(_ text: String, _ expected: [String]) {
        expectSame(decode(text), expected, text)
    }

    /// The places where two servers could see different messages in the same bytes, and other malformations.
    @Test(arguments: [
        // Request line.
        ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
        (" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/11\r\nHost: a\r\n\r\n", 400), ("GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505), ("GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
        ("GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ / HTTP/1.1\r\nHost: a\r\n\r\n", 501), ("\u{16}\u{3}\u{1}", 400),
        ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        // Line ends.
        ("GET / HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n\n", 400), ("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET / HTTP/1.1\rHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
        // Fields.
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400), ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost\t: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nNoColon\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX(: b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{7f}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: 12345678901234\u{1}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n\u{e9}: b\r\n\r\n", 400),
        // Host.
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost:\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: []\r\n\r\n", 400), ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        // Content-Length.
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5 5\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775808\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400),
        // Transfer-Encoding.
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", 400),
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;q=1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\u{b}chunked\r\n\r\n", 400),
    ])
    func decoder_refuses_malformedRequests(_ text: String, _ status: Int) {
        expectSame(decode(text), ["\(status)"], text)
    }

    @Test(arguments: [
        "x\r\n", "\r\n", ";a\r\n", "5 \r\nhello\r\n", "0x5\r\nhello\r\n", "-5\r\n", "+5\r\nhello\r\n", "5\nhello\r\n",
        "5\r\nhello!\r\n", "5\r\nhello\n", "5\r\nhello\r0\r\n", "1234567890123\r\n", "5;a\nb\r\n", "5;a\rb\r\n",
        "5;\u{0}\r\n", "0\r\n\n", "0\r\nX\r\n\r\n", "0\r\n X: a\r\n\r\n", "0\r\nX : a\r\n\r\n", "0\r\nX: a\n\r\n",
        "0\r\nX: \u{1}\r\n\r\n", "5\r\nhello\r\n\r\n",
    ])
    func decoder_refuses_malformedChunks(_ body: String) {
        let runs = decode("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
        expectSame(runs, ["POST / http11 keep [Host=a|Transfer-Encoding=chunked]", "400"], body)
    }

    @Test func decoder_refuses_whatIsTooLarge() {
        var limits = Limits()
        limits.requestLine = 40
        limits.head = 200
        limits.fields = 3
        limits.chunkExtensions = 8
        limits.trailers = 20
        let line = "GET /" + String(repeating: "a", count: 26) + " HTTP/1.1"
        let fits = line + "\r\nHost: a\r\n\r\n"
        #expect(line.utf8.count == 40)
        expectSame(decode(fits, limits: limits), ["\(line.dropLast(9)) http11 keep [Host=a]", "body "], "fits")
        expectSame(decode("GET /a" + fits.dropFirst(5), limits: limits), ["414"], "line")
        expectSame(decode(String(repeating: "a", count: 43), limits: limits), ["414"], "endless line")

        let padding = String(repeating: "x", count: 200 - "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count)
        let full = "GET / HTTP/1.1\r\nHost: a\r\nX: \(padding)\r\n\r\n"
        #expect(full.utf8.count == 200)
        expectSame(
            decode(full, limits: limits), ["GET / http11 keep [Host=a|X=\(padding)]", "body "], "a full head")
        expectSame(
            decode("GET / HTTP/1.1\r\nHost: a\r\nX: x\(padding)\r\n\r\n", limits: limits), ["431"], "head")
        expectSame(
            decode("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", limits: limits), ["431"], "fields")

        let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let head = "POST / http11 keep [Host=a|Transfer-Encoding=chunked]"
        expectSame(decode(chunked + "1;1234\r\nx\r\n1;12345\r\n", limits: limits), [head, "400"], "extensions")
        expectSame(
            decode(chunked + "0\r\nA: 1\r\nLong: 12345678901\r\n\r\n", limits: limits), [head, "431"], "trailers")
        expectSame(decode(chunked + "4\r\nabcd\r\n4\r\n", limits: limits, bodyLimit: 7), [head, "413"], "chunks")
    }

    @Test func decoder_neverTraps_onRandomMutations() {
        let seeds = [
            "GET /a/b?c=d HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\nhello world",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n",
        ].map { Array($0.utf8) }
        let spice = Array("\r\n\0 \t:;,0159afAFzZ%*/?#HTTPchunked\u{7f}\u{ff}".utf8)
        var random = SplitMix(seed: 2026)
        for _ in 0..<20_000 {
            var bytes = (0...Int.random(in: 0...2, using: &random)).flatMap { _ in
                seeds[Int.random(in: 0..<seeds.count, using: &random)]
            }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = spice[Int.random(in: 0..<spice.count, using: &random)]
                case 1: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 7))
                }
                if bytes.isEmpty { bytes = [0] }
            }
            var decoder = RequestDecoder()
            var place = 0
            var steps = 0
            reading: while true {
                steps += 1
                #expect(steps <= 4 * bytes.count + 8, "the decoder does not get on")
                do throws(HTTPError) {
                    switch try decoder.next(bytes.span.bytes, &place, within: Limits()) {
                    case .needMore: break reading
                    case .head: decoder.bodyLimit = 1000
                    case .body, .end: break
                    }
                } catch {
                    #expect(error.status.code >= 400)
                    break reading
                }
            }
            #expect(place <= bytes.count)
        }
    }
}
