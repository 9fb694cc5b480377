import TestSupport
import Testing

@testable import HTTPEngine

@Suite struct OutputQueueTests {
    /// What the socket would get if it took `limit` bytes.
    private func take(_ limit: Int, from queue: inout OutputQueue, _ pool: inout BufferPool) -> [UInt8] {
        let (segment, sent) = queue.front
        let front: [UInt8]
        switch segment {
        case nil: front = queue.tail
        case .bytes(let bytes): front = bytes
        case .immortal(let pointer): front = Array(pointer)
        case .file: front = []
        }
        let part = Array(front[sent..<min(front.count, sent + limit)])
        queue.advance(by: part.count, &pool)
        return part
    }

    @Test func queue_keepsBytesInOrder_whateverIsAddedAndSent() {
        var random = SplitMix(seed: 11)
        var queue = OutputQueue()
        var pool = BufferPool()
        var (added, sent): ([UInt8], [UInt8]) = ([], [])
        for round in 0..<3_000 {
            let large = round % 10 == 0
            let bytes = (0..<Int.random(in: 0...(large ? 40_000 : 3_000), using: &random)).map {
                UInt8(truncatingIfNeeded: $0 &+ round)
            }
            queue.append(bytes, &pool)
            added += bytes
            // Less is taken than comes, and then more, so that it backs up and empties several times.
            let share = round / 500 % 2 == 0 ? 2_000 : 12_000
            for _ in 0..<3 where !queue.isEmpty {
                sent += take(Int.random(in: 1...share, using: &random), from: &queue, &pool)
            }
            #expect(queue.count == added.count - sent.count)
        }
        while !queue.isEmpty { sent += take(.max / 2, from: &queue, &pool) }
        #expect(sent == added)
    }
}
