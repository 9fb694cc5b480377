import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1): 32 bytes.
public func hmacSHA256(_ message: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
    hmac(EVP_sha256(), message, key)
}

/// HMAC with SHA-1: 20 bytes. Only for one-time passwords (RFC 6238), where every authenticator app expects it and
/// collisions of SHA-1 do no harm.
public func hmacSHA1(_ message: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
    hmac(EVP_sha1(), message, key)
}

private func hmac(_ digest: OpaquePointer?, _ message: some Collection<UInt8>, _ key: [UInt8]) -> [UInt8] {
    let message = Array(message)
    return [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
        var length: UInt32 = 0
        let result = HMAC(
            digest, key, Int32(clamping: key.count), message, message.count, output.baseAddress, &length)
        precondition(result != nil, "HMAC fails only for want of memory")
        count = Int(length)
    }
}
