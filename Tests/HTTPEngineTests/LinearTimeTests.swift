import TestSupport
import Testing

@testable import HTTPEngine

/// No request makes the work on it grow faster than itself.
@Suite(.serialized) struct LinearTimeTests {
    private var limits: Limits {
        var limits = Limits()
        (limits.requestLine, limits.head, limits.fields) = (10_000_000, 10_000_000, 1_000_000)
        return limits
    }

    /// A head in which one part is repeated.
    @Test(arguments: [
        ("/a?", "a=%41&", ""), ("/", "%41", ""), ("/a?", "%", ""), ("/", "./", ""), ("/", "a/", ""),
        ("/", "", "X-A: b\r\n"), ("/", "", "Cookie: a=b; c=d\r\n"),
        ("/", "", "X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n"),
    ])
    func head_isReadInLinearTime(path: String, part: String, field: String) {
        let growth = growth(500) { size in
            let head =
                "GET \(path)\(String(repeating: part, count: size)) HTTP/1.1\r\nHost: a\r\n"
                + String(repeating: field, count: size) + "\r\n"
            let (bytes, limits) = (Array(head.utf8), limits)
            return {
                var (decoder, place) = (RequestDecoder(), 0)
                _ = try? decoder.next(bytes.span.bytes, &place, within: limits)
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    /// As it comes when it is sent byte by byte.
    @Test func headInPieces_isReadInLinearTime() {
        let growth = growth(500) { size in
            let bytes = Array(("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + String(repeating: "b", count: size)).utf8)
            let limits = limits
            return {
                var (decoder, place) = (RequestDecoder(), 0)
                for count in 1...bytes.count {
                    _ = try? decoder.next(bytes.span.extracting(0..<count).bytes, &place, within: limits)
                }
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: ["a", "%41", "%", "+", "%d0%96", "%4"]) func escapes_areDecodedInLinearTime(part: String) {
        let growth = growth(4000) { size in
            let bytes = Array(String(repeating: part, count: size).utf8)
            return {
                _ = queryDecoded(bytes[...])
                _ = percentDecoded(bytes[...])
            }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test func chunks_areReadInLinearTime() {
        let growth = growth(2000) { size in
            let bytes = Array(String(repeating: "1\r\na\r\n", count: size).utf8)
            return {
                var (decoder, place) = (ChunkedDecoder(limits: Limits()), 0)
                while place < bytes.count { _ = try? decoder.next(bytes.span.bytes, &place) }
            }
        }
        #expect(linearGrowth.contains(growth))
    }
}
