import COpenSSL

/// SHA-256 of `bytes` (FIPS 180-4): 32 bytes.
public func sha256(_ bytes: some Collection<UInt8>) -> [UInt8] {
    digest(bytes, SHA256_DIGEST_LENGTH) { SHA256($0, $1, $2) }
}

/// SHA-1 of `bytes`: 20 bytes. Only for the WebSocket accept key (RFC 6455 §4.2.2), for which collisions do no harm.
public func sha1(_ bytes: some Collection<UInt8>) -> [UInt8] {
    digest(bytes, SHA_DIGEST_LENGTH) { SHA1($0, $1, $2) }
}

private func digest(
    _ bytes: some Collection<UInt8>, _ length: Int32,
    _ compute: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> UnsafeMutablePointer<UInt8>?
) -> [UInt8] {
    let input = Array(bytes)
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { output, count in
        _ = compute(input, input.count, output.baseAddress)
        count = Int(length)
    }
}
