/// Untrusted bytes: every offset is checked, and a byte beyond the end reads as nil.
struct ByteView {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var count: Int { bytes.count }

    subscript(offset: Int) -> UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[bytes.startIndex + offset] : nil
    }

    func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, count <= bytes.count, offset <= bytes.count - count else { return nil }
        let start = bytes.startIndex + offset
        return bytes[start..<start + count]
    }

    func big(_ offset: Int, _ count: Int) -> Int? {
        slice(offset, count).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    func little(_ offset: Int, _ count: Int) -> Int? {
        slice(offset, count).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } }
    }

    func holds(_ text: String, at offset: Int = 0) -> Bool {
        slice(offset, text.utf8.count)?.elementsEqual(text.utf8) ?? false
    }

    func holds(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
        slice(offset, pattern.count)?.elementsEqual(pattern) ?? false
    }

    func text(_ offset: Int, _ count: Int) -> String? {
        slice(offset, count).map { String(decoding: $0, as: UTF8.self) }
    }
}
