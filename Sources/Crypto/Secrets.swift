import COpenSSL

/// `count` bytes from OpenSSL's cryptographic generator, seeded by the kernel.
///
/// Stops the process if the generator fails: there is no safe way to go on without it.
public func randomBytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        precondition(RAND_bytes(buffer.baseAddress, Int32(clamping: count)) == 1, "the random generator failed")
        initialized = count
    }
}

/// Compares two secrets in a time that depends on their lengths only.
public func constantTimeEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    let (left, right) = (Array(left), Array(right))
    return left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
