/// Buffers lent to the connections of one loop while these have bytes in them; an idle connection holds none. The pool
/// keeps one of each kind, since one connection is served at a time, and makes more when several are lent.
struct BufferPool {
    /// Enough to read a large body at a good rate, and to hold any head (``Limits/head`` is at most 65,535).
    static let inputSize = 64 * 1024
    /// Output buffers that have grown beyond this are freed rather than kept.
    private static let keptOutputCapacity = 64 * 1024

    private var input: [UInt8] = []
    private var output: [UInt8] = []

    /// An array of ``inputSize`` bytes with arbitrary content.
    mutating func takeInput() -> [UInt8] {
        guard !input.isEmpty else { return [UInt8](repeating: 0, count: Self.inputSize) }
        var buffer: [UInt8] = []
        swap(&buffer, &input)
        return buffer
    }

    mutating func giveBack(input buffer: consuming [UInt8]) { input = buffer }

    /// An empty array with some capacity.
    mutating func takeOutput() -> [UInt8] {
        var buffer: [UInt8] = []
        swap(&buffer, &output)
        if buffer.capacity == 0 { buffer.reserveCapacity(4096) }
        return buffer
    }

    mutating func giveBack(output buffer: consuming [UInt8]) {
        guard buffer.capacity <= Self.keptOutputCapacity else { return }
        buffer.removeAll(keepingCapacity: true)
        output = buffer
    }
}
