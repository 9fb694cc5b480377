/// Byte arrays lent to the connections of one loop while they have something in them: an idle connection holds none.
struct BufferPool {
    /// Enough to read a large body at a good rate, and to hold any head (``Limits/head`` is at most 65,535).
    static let inputSize = 64 * 1024
    /// Output buffers that have grown beyond this are freed rather than kept.
    static let keptOutputCapacity = 64 * 1024
    /// Buffers kept of each kind; only connections in the middle of something hold one.
    private static let kept = 64

    private var inputs: [[UInt8]] = []
    private var outputs: [[UInt8]] = []

    /// An array of ``inputSize`` bytes of any content.
    mutating func takeInput() -> [UInt8] {
        inputs.popLast() ?? [UInt8](repeating: 0, count: Self.inputSize)
    }

    mutating func giveBack(input: consuming [UInt8]) {
        if inputs.count < Self.kept { inputs.append(input) }
    }

    /// An empty array with some capacity.
    mutating func takeOutput() -> [UInt8] {
        if let buffer = outputs.popLast() { return buffer }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(4096)
        return buffer
    }

    mutating func giveBack(output: consuming [UInt8]) {
        guard outputs.count < Self.kept, output.capacity <= Self.keptOutputCapacity else { return }
        output.removeAll(keepingCapacity: true)
        outputs.append(output)
    }
}
