import TestSupport
import Testing

@testable import HTTPEngine

@Suite struct TimerHeapTests {
    @Test func heap_givesTimersInOrder_whateverIsMovedAndRemoved() throws {
        let loop = try EventLoop(index: 0)
        var random = SplitMix(seed: 7)
        var heap = TimerHeap()
        let timers = (0..<300).map { _ in LoopTimer(loop: loop) {} }
        for timer in timers { heap.set(timer, at: UInt64.random(in: 0...1000, using: &random)) }
        for timer in timers.shuffled(using: &random).prefix(100) {
            heap.set(timer, at: UInt64.random(in: 0...1000, using: &random))
        }
        let removed = timers.shuffled(using: &random).prefix(100)
        for timer in removed { heap.remove(timer) }
        heap.remove(removed[0])
        let expected = timers.filter { timer in !removed.contains { $0 === timer } }.map(\.deadline).sorted()
        var popped: [UInt64] = []
        #expect(heap.popDue(at: 0).map { popped.append($0.deadline) } == nil || popped == [0])
        while let timer = heap.popDue(at: .max) { popped.append(timer.deadline) }
        #expect(popped == expected)
        #expect(heap.nearest == nil)
    }
}
