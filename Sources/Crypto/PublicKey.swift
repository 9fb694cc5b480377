import COpenSSL

/// A key that checks signatures with SHA-256: RSA (PKCS #1 v1.5) or ECDSA on the curve P-256.
///
/// `@unchecked Sendable` because nothing changes a key once it is made, and OpenSSL lets threads share such keys:
/// https://docs.openssl.org/3.0/man7/openssl-threads/.
public final class PublicKey: @unchecked Sendable {
    public enum Kind: Sendable { case rsa, p256 }

    public let kind: Kind
    private let key: OpaquePointer

    /// Bits of an RSA modulus: fewer are not safe (RFC 7518 §3.3), and more make a check slow.
    public static let rsaBits = 2048...8192

    /// An RSA key from big-endian numbers. Nil if they are not an RSA key, or the modulus is not within ``rsaBits``.
    public init?(rsaModulus modulus: [UInt8], exponent: [UInt8]) {
        let significant = modulus.drop { $0 == 0 }
        let bits = significant.count * 8 - (significant.first?.leadingZeroBitCount ?? 0)
        guard Self.rsaBits.contains(bits), 1...8 ~= exponent.count, let last = exponent.last, last & 1 == 1,
            exponent.drop(while: { $0 == 0 }) != [1]
        else { return nil }
        let numbers = DER.sequence(DER.integer(modulus), DER.integer(exponent))
        guard let key = Self.key(DER.sequence(DER.sequence(Self.rsaEncryption, Self.null), DER.bitString(numbers)))
        else { return nil }
        self.key = key
        kind = .rsa
    }

    /// A key on P-256 from coordinates of 32 bytes each, big-endian. Nil if the point does not lie on the curve.
    public init?(p256X x: [UInt8], y: [UInt8]) {
        guard x.count == 32, y.count == 32 else { return nil }
        let point = DER.bitString([0x04] + x + y)
        guard let key = Self.key(DER.sequence(DER.sequence(Self.ecPublicKey, Self.prime256v1), point)) else {
            return nil
        }
        self.key = key
        kind = .p256
    }

    deinit {
        EVP_PKEY_free(key)
    }

    /// Whether `signature` was made with this key's private half for `message`.
    ///
    /// - Parameter signature: In the form of JSON Web Signatures (RFC 7518 §3.3 and §3.4): for
    ///   P-256, two numbers of 32 bytes each.
    public func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        var signature = signature
        if kind == .p256 {
            guard signature.count == 64 else { return false }
            signature = DER.sequence(DER.integer(signature[..<32]), DER.integer(signature[32...]))
        }
        guard let context = EVP_MD_CTX_new() else { return false }
        // A wrong signature leaves errors in this thread's OpenSSL queue.
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    /// Reads a `SubjectPublicKeyInfo` (RFC 5280 §4.1).
    private static func key(_ info: [UInt8]) -> OpaquePointer? {
        defer { ERR_clear_error() }
        return info.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return d2i_PUBKEY(nil, &start, bytes.count)
        }
    }

    // The encoded object identifiers of RFC 3279 §2.3.
    private static let rsaEncryption: [UInt8] = [
        0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01,
    ]
    private static let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    private static let prime256v1: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    private static let null: [UInt8] = [0x05, 0x00]
}
