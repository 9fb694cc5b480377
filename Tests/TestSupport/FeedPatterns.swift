/// Feeds `bytes` to a decoder in several ways: whole, byte by byte, in two parts split at every place (or at many), and
/// in random parts. What a decoder has not consumed it gets again, followed by more, as on a connection.
///
/// - Parameters:
///   - makeRun: Makes a fresh decoder and returns a closure that takes the bytes there are and returns how many it
///     consumed, and another that returns everything decoded.
/// - Returns: What each way has decoded, the whole first; a test expects them all to be equal.
public func feedInEveryWay<Output>(
    _ bytes: [UInt8], _ makeRun: () -> (feed: ([UInt8]) -> Int, output: () -> Output)
) -> [Output] {
    var random = SplitMix(seed: UInt64(bytes.count) &+ 1)
    let step = max(1, bytes.count / 200)
    var partings: [[Int]] = [[], Array(1..<max(1, bytes.count))]
    partings += stride(from: 1, to: max(1, bytes.count), by: step).map { [$0] }
    partings += (0..<20).map { _ in
        (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
    }
    return partings.map { places in
        let run = makeRun()
        var pending: [UInt8] = []
        var start = 0
        for end in places + [bytes.count] {
            pending += bytes[start..<end]
            start = end
            if !pending.isEmpty { pending.removeFirst(run.feed(pending)) }
        }
        return run.output()
    }
}
