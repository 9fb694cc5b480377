import Glibc

/// How many times as much processor time `work` takes for an input 16 times as large: 16 if it is linear, 256 if it is
/// quadratic. By the fastest of several runs, and by this thread's own time, so that a busy machine changes little.
///
/// - Parameters:
///   - size: The smaller input's; large enough that its work takes some hundred microseconds.
///   - work: Prepares the input of a size, and returns what is measured.
public func growth(_ size: Int, _ work: (Int) -> () -> Void) -> Double {
    func least(_ size: Int) -> Double {
        let run = work(size)
        var least = Double.infinity
        for _ in 0..<7 {
            let start = threadTime()
            run()
            least = min(least, threadTime() - start)
        }
        return least
    }
    // What takes less than this is too short to be measured, and fast enough.
    return least(16 * size) / max(least(size), 20e-6)
}

/// More than linear work shows with measuring's own noise, and far less than quadratic work does.
public let linearGrowth = 0.0..<40.0

private func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
