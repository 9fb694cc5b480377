/// What a connection still has to send: segments that are too large to copy, and after
/// them bytes gathered in one array.
struct OutputQueue {
    enum Segment {
        case bytes([UInt8])
        case immortal(UnsafeRawBufferPointer)
        case file(FileRegion)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .immortal(let pointer): pointer.count
            case .file(let region): region.count
            }
        }

        /// The bytes of the segment that the queue keeps in memory.
        var heldCount: Int { if case .bytes(let bytes) = self { bytes.count } else { 0 } }
    }

    /// Larger arrays are not copied: from this size on a second `send` is cheaper.
    private static let copyLimit = 16 * 1024

    /// The gathered array is compacted when its sent part is larger than this and larger than the rest.
    private static let compactionLimit = 64 * 1024

    /// Gathered bytes, sent after all segments.
    private(set) var tail: [UInt8] = []
    private var segments: [Segment] = []
    private var firstSegment = 0
    /// Bytes of the front (the first segment, or otherwise the tail) that are sent.
    private var sent = 0
    /// Bytes in the queue, including those in files.
    private(set) var count = 0

    /// Bytes of memory that the segments keep. Files and constants do not count; the sent part of the front does.
    private var heldInSegments = 0
    var held: Int { heldInSegments + tail.count }

    var isEmpty: Bool { count == 0 }

    /// The front of the queue, and how much of it is sent. A nil segment means the tail.
    var front: (segment: Segment?, sent: Int) {
        (firstSegment < segments.count ? segments[firstSegment] : nil, sent)
    }

    /// Whether anything follows the front.
    var hasMore: Bool { firstSegment + 1 < segments.count || (firstSegment < segments.count && !tail.isEmpty) }

    /// Lets `encode` append to the gathered bytes.
    mutating func gather(_ pool: inout BufferPool, _ encode: (inout [UInt8]) -> Void) {
        if tail.capacity == 0 { tail = pool.takeOutput() }
        let before = tail.count
        encode(&tail)
        count += tail.count - before
    }

    /// Adds `bytes`, which are copied if they are few.
    mutating func append(_ bytes: [UInt8], _ pool: inout BufferPool) {
        if bytes.count <= Self.copyLimit {
            gather(&pool) { $0.append(contentsOf: bytes) }
        } else {
            append(.bytes(bytes))
        }
    }

    mutating func append(_ segment: Segment) {
        guard segment.count > 0 else { return }
        if !tail.isEmpty {
            segments.append(.bytes(tail))
            heldInSegments += tail.count
            tail = []
        }
        segments.append(segment)
        heldInSegments += segment.heldCount
        count += segment.count
    }

    /// Notes that `bytes` more of the front are sent.
    mutating func advance(by bytes: Int, _ pool: inout BufferPool) {
        sent += bytes
        count -= bytes
        if firstSegment < segments.count {
            guard sent >= segments[firstSegment].count else { return }
            heldInSegments -= segments[firstSegment].heldCount
            segments[firstSegment] = .bytes([])
            firstSegment += 1
            sent = 0
            if firstSegment == segments.count {
                segments = []
                firstSegment = 0
            }
        } else if sent >= tail.count {
            sent = 0
            releaseTail(&pool)
        } else if sent > Self.compactionLimit, sent > tail.count / 2 {
            tail.removeFirst(sent)
            sent = 0
        }
    }

    mutating func removeAll(_ pool: inout BufferPool) {
        segments = []
        firstSegment = 0
        heldInSegments = 0
        sent = 0
        count = 0
        releaseTail(&pool)
    }

    private mutating func releaseTail(_ pool: inout BufferPool) {
        var buffer: [UInt8] = []
        swap(&buffer, &tail)
        pool.giveBack(output: buffer)
    }
}
