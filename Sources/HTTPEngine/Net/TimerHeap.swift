/// Timers by deadline, the nearest first. A binary heap in which every timer knows its index, so that it can
/// be removed or moved in O(log n).
struct TimerHeap {
    private var timers: [LoopTimer] = []

    /// The nearest deadline, in nanoseconds of the monotonic clock.
    var nearest: UInt64? { timers.first?.deadline }

    /// Adds `timer`, or moves it, to fire at `deadline`.
    mutating func set(_ timer: LoopTimer, at deadline: UInt64) {
        timer.deadline = deadline
        if timer.place < 0 {
            timer.place = timers.count
            timers.append(timer)
        }
        siftDown(from: siftUp(from: timer.place))
    }

    mutating func remove(_ timer: LoopTimer) {
        let place = timer.place
        guard place >= 0 else { return }
        timer.place = -1
        let last = timers.removeLast()
        guard last !== timer else { return }
        timers[place] = last
        last.place = place
        siftDown(from: siftUp(from: place))
    }

    /// Removes and returns the nearest timer if its time has come.
    mutating func popDue(at now: UInt64) -> LoopTimer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func siftUp(from start: Int) -> Int {
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard timers[place].deadline < timers[parent].deadline else { break }
            swap(place, parent)
            place = parent
        }
        return place
    }

    private mutating func siftDown(from start: Int) {
        var place = start
        while true {
            var child = 2 * place + 1
            guard child < timers.count else { return }
            if child + 1 < timers.count, timers[child + 1].deadline < timers[child].deadline { child += 1 }
            guard timers[child].deadline < timers[place].deadline else { return }
            swap(place, child)
            place = child
        }
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        timers.swapAt(left, right)
        timers[left].place = left
        timers[right].place = right
    }
}
