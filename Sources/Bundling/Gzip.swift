import CZlib

/// Compresses the bytes in the gzip format (RFC 1952); the same bytes always give the same result. Nil if that saves
/// less than a tenth, which is not worth the client's work.
public func gzipped(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_begin_gzip(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, uLong(bytes.count)))
    let compressed = [UInt8](unsafeUninitializedCapacity: room) { target, count in
        // zlib declares its input as writable, and does not write to it.
        stream.next_in = UnsafeMutablePointer(mutating: bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.avail_in = uInt(bytes.count)
        stream.next_out = target.baseAddress
        stream.avail_out = uInt(room)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
    }
    return compressed.isEmpty || compressed.count > bytes.count / 10 * 9 ? nil : compressed
}
