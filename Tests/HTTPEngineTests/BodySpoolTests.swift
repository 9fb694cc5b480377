import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import HTTPEngine

@Suite(.serialized, .timeLimit(.minutes(2))) struct BodySpoolTests {
    @Test func spool_saysStop_whileTheDiskLags_andLosesNothing() async throws {
        let loop = try EventLoop(index: 0)
        loop.start()
        let outcome = Mutex<(wasFull: Bool, file: SpooledFile?)>((false, nil))
        let done = Gate()
        let chunk = [UInt8](repeating: 7, count: 200_000)
        let end: [UInt8] = [1, 2, 3]
        loop.execute {
            final class Holder { var spool: BodySpool? }
            let holder = Holder()
            let spool = BodySpool(loop: loop, directory: "/tmp", floor: 0, disk: .global()) {
                guard let spool = holder.spool, spool.isSettled else { return }
                outcome.withLock { $0.file = spool.result }
                holder.spool = nil
                done.open()
            }
            holder.spool = spool
            // The end of a write is told on this loop, so it cannot come before this closure has ended.
            spool.append(chunk.span.bytes)
            let before = spool.isFull
            spool.append(chunk.span.bytes)
            outcome.withLock { $0.wasFull = !before && spool.isFull }
            spool.append(end.span.bytes)
            spool.finish()
        }
        await done.wait()
        loop.stop()
        let (wasFull, file) = outcome.withLock { $0 }
        #expect(wasFull)
        #expect(file?.count == 400_003)
        #expect(try file?.read(at: 400_000, upTo: 10) == end)
    }
}
