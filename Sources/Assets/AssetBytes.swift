/// The bytes of a page: a constant of the program, or read from the disk.
///
/// Unchecked: the program's constants are never written, so any thread may read them.
public enum AssetBytes: @unchecked Sendable {
    case embedded(UnsafeRawBufferPointer)
    case read([UInt8])

    public var array: [UInt8] {
        switch self {
        case .embedded(let bytes): Array(bytes)
        case .read(let bytes): bytes
        }
    }
}
