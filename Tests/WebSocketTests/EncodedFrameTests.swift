import Testing

@testable import WebSocket

@Suite struct EncodedFrameTests {
    @Test(arguments: [
        (0, [0x82, 0]), (125, [0x82, 125]), (126, [0x82, 126, 0, 126]), (65_535, [0x82, 126, 255, 255]),
        (65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ])
    func frame_hasTheShortestLength(_ count: Int, _ header: [UInt8]) {
        let payload = [UInt8](repeating: 7, count: count)
        #expect(EncodedFrame(binary: payload).bytes == header + payload)
    }

    @Test func closeFrame_holdsCodeAndReason_cutBetweenCharacters() {
        #expect(EncodedFrame(close: .goingAway, reason: "bye").bytes == [0x88, 5, 3, 233] + Array("bye".utf8))
        #expect(EncodedFrame(close: .noStatus, reason: "x").bytes == [0x88, 0])
        let long = EncodedFrame(close: .normal, reason: String(repeating: "\u{43f}", count: 100)).bytes
        #expect(long.count == 2 + 2 + 122 && String(validating: long[4...], as: UTF8.self) != nil)
    }

    @Test func heartbeat_pings_thenGivesUp_unlessSomethingIsHeard() {
        var limits = WebSocketLimits()
        limits.pingInterval = .seconds(5)
        limits.pongTimeout = .seconds(3)
        var heartbeat = Heartbeat(limits: limits)
        #expect(heartbeat.patience == .seconds(5))
        #expect(heartbeat.timedOut() == .ping)
        #expect(heartbeat.patience == .seconds(3))
        heartbeat.heard()
        #expect(heartbeat.patience == .seconds(5))
        #expect(heartbeat.timedOut() == .ping)
        #expect(heartbeat.timedOut() == .giveUp)
    }

    @Test func queue_keepsItsOrder() {
        var queue = Queue<Int>()
        var (written, read) = (0, 0)
        for round in 0..<500 {
            for _ in 0..<(round % 7) {
                queue.append(written)
                written += 1
            }
            for _ in 0..<(round % 5) where !queue.isEmpty {
                #expect(queue.popFirst() == read)
                read += 1
            }
            #expect(queue.count == written - read)
        }
    }
}
