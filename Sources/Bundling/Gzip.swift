import CZlib

/// The bytes in the gzip format (RFC 1952); the same for the same bytes, whenever it is asked. Nil if they do not become
/// smaller by a tenth, so that it is not worth the client's work.
public func gzipped(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_begin_gzip(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, uLong(bytes.count)))
    let compressed = [UInt8](unsafeUninitializedCapacity: room) { target, count in
        // zlib declares what it reads as if it wrote there, and does not.
        stream.next_in = UnsafeMutablePointer(mutating: bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.avail_in = uInt(bytes.count)
        stream.next_out = target.baseAddress
        stream.avail_out = uInt(room)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
    }
    return compressed.isEmpty || compressed.count > bytes.count / 10 * 9 ? nil : compressed
}
