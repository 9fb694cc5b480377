import TestSupport
import Testing

@testable import WebSocket

/// A client's frame.
func frame(
    _ opcode: UInt8, _ payload: [UInt8] = [], final: Bool = true, reserved: UInt8 = 0, masked: Bool = true
) -> [UInt8] {
    var bytes = [(final ? 0x80 : 0) | reserved << 4 | opcode]
    let mask: UInt8 = masked ? 0x80 : 0
    switch payload.count {
    case ..<126: bytes.append(mask | UInt8(payload.count))
    case ..<65_536: bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default: bytes += [mask | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    guard masked else { return bytes + payload }
    let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
    return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
}

private func decode(_ bytes: [UInt8], limits: WebSocketLimits = WebSocketLimits()) -> [[String]] {
    feedInEveryWay(bytes) {
        var decoder = MessageDecoder(limits: limits)
        var events: [String] = []
        var hasFailed = false
        func feed(_ bytes: [UInt8]) -> Int {
            var place = 0
            while !hasFailed {
                do throws(ProtocolFault) {
                    let event = try decoder.next(bytes.span.bytes, &place)
                    if event == .needMore { return place }
                    events.append(describe(event))
                } catch {
                    hasFailed = true
                    events.append("\(error.closeCode.rawValue)")
                }
            }
            return bytes.count
        }
        return (feed, { events })
    }
}

private func describe(_ event: MessageDecoder.Event) -> String {
    switch event {
    case .needMore: "more"
    case .message(.text(let bytes)): "text \(String(decoding: bytes, as: UTF8.self))"
    case .message(.binary(let bytes)): "binary \(bytes.count) \(bytes.reduce(0) { $0 &* 31 &+ Int($1) })"
    case .ping(let bytes): "ping \(bytes)"
    case .pong: "pong"
    case .close(let code): "close \(code.rawValue)"
    }
}

private func expectSame(_ runs: [[String]], _ expected: [String]) {
    for run in runs where run != expected {
        Issue.record("\(run) is not \(expected)")
        return
    }
}

@Suite struct MessageDecoderTests {
    static let valid: [([UInt8], [String])] = [
        (frame(1, Array("Hello".utf8)), ["text Hello"]), (frame(1), ["text "]),
        // The masked example of RFC 6455 §5.7.
        ([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58], ["text Hello"]),
        (frame(1, Array("Hel".utf8), final: false) + frame(0, Array("lo".utf8)), ["text Hello"]),
        // A character may be split between frames.
        (frame(1, [0xd0], final: false) + frame(0, [], final: false) + frame(0, [0xbf]), ["text \u{43f}"]),
        (frame(2, [1, 2, 3]), ["binary 3 1026"]),
        (frame(2, [UInt8](repeating: 1, count: 125)) + frame(9, [7]), ["binary 125 \(polynomial(125))", "ping [7]"]),
        (frame(2, [UInt8](repeating: 1, count: 126)), ["binary 126 \(polynomial(126))"]),
        (frame(2, [UInt8](repeating: 1, count: 65_535)), ["binary 65535 \(polynomial(65_535))"]),
        (frame(2, [UInt8](repeating: 1, count: 65_536)), ["binary 65536 \(polynomial(65_536))"]),
        // Control frames between the fragments of a message.
        (
            frame(1, [97], final: false) + frame(9, [1]) + frame(10) + frame(0, [98]) + frame(8),
            ["ping [1]", "pong", "text ab", "close 1005"]
        ),
        (frame(8, [3, 232]), ["close 1000"]), (frame(8, [15, 160] + Array("bye".utf8)), ["close 4000"]),
        (frame(9, [UInt8](repeating: 0, count: 125)), ["ping \([UInt8](repeating: 0, count: 125))"]),
    ]

    private static func polynomial(_ count: Int) -> Int { (0..<count).reduce(0) { sum, _ in sum &* 31 &+ 1 } }

    @Test(arguments: valid) func decoder_putsMessagesTogether(_ bytes: [UInt8], _ expected: [String]) {
        expectSame(decode(bytes), expected)
    }

    static let invalid: [([UInt8], [String])] = [
        (frame(1, [97], masked: false), ["1002"]), (frame(1, reserved: 4), ["1002"]), (frame(1, reserved: 1), ["1002"]),
        (frame(3), ["1002"]), (frame(7), ["1002"]), (frame(11), ["1002"]), (frame(15), ["1002"]),
        (frame(9, final: false), ["1002"]), (frame(8, final: false), ["1002"]),
        (frame(9, [UInt8](repeating: 0, count: 126)), ["1002"]), (frame(0, [97]), ["1002"]),
        (frame(1, [97], final: false) + frame(1, [98]), ["1002"]),
        (frame(1, [97]) + frame(0, [98]), ["text a", "1002"]),
        // Lengths that are longer than they need be, or negative.
        ([0x82, 0xfe, 0, 125, 0, 0, 0, 0], ["1002"]), ([0x82, 0xff, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0], ["1002"]),
        ([0x82, 0xff, 128, 0, 0, 0, 0, 0, 0, 0], ["1002"]),
        // Text that is not UTF-8: overlong, surrogate, cut, out of range.
        (frame(1, [0xc0, 0xaf]), ["1007"]), (frame(1, [0xed, 0xa0, 0x80]), ["1007"]), (frame(1, [0xd0]), ["1007"]),
        (frame(1, [0xf4, 0x90, 0x80, 0x80]), ["1007"]), (frame(1, [97, 0xff], final: false) + frame(0), ["1007"]),
        // Close frames.
        (frame(8, [3]), ["1002"]), (frame(8, [3, 231]), ["1002"]), (frame(8, [3, 236]), ["1002"]),
        (frame(8, [3, 237]), ["1002"]), (frame(8, [3, 238]), ["1002"]), (frame(8, [3, 247]), ["1002"]),
        (frame(8, [7, 208]), ["1002"]), (frame(8, [19, 136]), ["1002"]), (frame(8, [3, 232, 0xff]), ["1007"]),
    ]

    @Test(arguments: invalid) func decoder_refuses_violations(_ bytes: [UInt8], _ expected: [String]) {
        expectSame(decode(bytes), expected)
    }

    @Test func decoder_refuses_largeFramesAndMessages_beforeTheirPayload() {
        var limits = WebSocketLimits()
        limits.maxFrame = 200
        limits.maxMessage = 300
        expectSame(decode(Array(frame(2, [UInt8](repeating: 1, count: 201)).prefix(4)), limits: limits), ["1009"])
        let first = frame(2, [UInt8](repeating: 1, count: 200), final: false)
        expectSame(decode(first + frame(0, [UInt8](repeating: 1, count: 101)).prefix(6), limits: limits), ["1009"])
        expectSame(decode([0x82, 0xff, 127, 255, 255, 255, 255, 255, 255, 255], limits: limits), ["1009"])
        let fits = decode(first + frame(0, [UInt8](repeating: 1, count: 100)), limits: limits)
        expectSame(fits, ["binary 300 \(Self.polynomial(300))"])
    }

    @Test func decoder_neverTraps_onRandomBytes() {
        var random = SplitMix(seed: 6455)
        let seed = Self.valid.map(\.0).filter { $0.count < 300 }.flatMap { $0 }
        for _ in 0..<5_000 {
            var bytes = Array(seed[Int.random(in: 0..<seed.count, using: &random)...].prefix(400))
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var decoder = MessageDecoder(limits: WebSocketLimits())
            var place = 0
            while (try? decoder.next(bytes.span.bytes, &place)).map({ $0 != .needMore }) ?? false {}
            #expect(place <= bytes.count)
        }
    }

    @Test func mask_appliesToEveryByte_whereverThePayloadIsSplit() {
        let plain = (0..<100).map { UInt8($0) }
        let key: [UInt8] = [1, 2, 3, 250]
        let masked = plain.enumerated().map { $1 ^ key[$0 % 4] }
        for first in 0...100 {
            for second in stride(from: first, through: 100, by: 7) {
                var mask = Mask((1, 2, 3, 250))
                var output: [UInt8] = []
                for part in [masked[..<first], masked[first..<second], masked[second...]] {
                    mask.append(Array(part).span.bytes, to: &output)
                }
                #expect(output == plain)
            }
        }
    }
}
