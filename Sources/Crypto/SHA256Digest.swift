import COpenSSL

/// SHA-256 of bytes that come in pieces.
public struct SHA256Digest: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("SHA-256 fails only for want of memory")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds the next piece.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        let piece = Array(bytes)
        precondition(EVP_DigestUpdate(context, piece, piece.count) == 1, "SHA-256 fails only for want of memory")
    }

    /// The digest of all pieces in order: 32 bytes.
    public consuming func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { output, count in
            let result = EVP_DigestFinal_ex(context, output.baseAddress, nil)
            precondition(result == 1, "SHA-256 fails only for want of memory")
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }
}
