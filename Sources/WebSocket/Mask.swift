/// A masking key, rotated so that it begins with the byte that applies next (RFC 6455 §5.3).
struct Mask: Equatable {
    private var key: UInt32

    /// - Parameter bytes: In the order of the frame.
    init(_ bytes: (UInt8, UInt8, UInt8, UInt8)) {
        key = UInt32(bytes.0) | UInt32(bytes.1) << 8 | UInt32(bytes.2) << 16 | UInt32(bytes.3) << 24
    }

    /// Appends the unmasked `payload` to `output`, a word at a time, and rotates the key for what follows.
    mutating func append(_ payload: RawSpan, to output: inout [UInt8]) {
        let start = output.count
        payload.withUnsafeBytes { output.append(contentsOf: $0) }
        let key = self.key
        output.withUnsafeMutableBytes { bytes in
            let word = UInt64(key) << 32 | UInt64(key)
            var place = start
            while place &+ 8 <= bytes.count {
                let masked = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                bytes.storeBytes(of: (masked ^ word).littleEndian, toByteOffset: place, as: UInt64.self)
                place &+= 8
            }
            while place < bytes.count {
                bytes[place] ^= UInt8(truncatingIfNeeded: key >> UInt32(8 * ((place - start) & 3)))
                place &+= 1
            }
        }
        let turn = UInt32(8 * (payload.byteCount & 3))
        self.key = turn == 0 ? key : key >> turn | key << (32 - turn)
    }
}
