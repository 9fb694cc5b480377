import COpenSSL
import Glibc

/// A certificate for this machine and its key, made when it is needed and signed by itself.
public final class TestCertificate: Sendable {
    /// For all tests that only need one.
    public static let shared = TestCertificate()

    public let path: String
    public let keyPath: String
    private let folder = TemporaryFolder()

    public enum Key: Sendable {
        case ellipticCurve
        case rsa(bits: Int32)
    }

    /// - Parameters:
    ///   - names: As OpenSSL takes them.
    ///   - start: In seconds from now, as `end` is.
    public init(
        names: String = "DNS:localhost,IP:127.0.0.1", from start: Int = -60, until end: Int = 90 * 86_400 + 60,
        key kind: Key = .ellipticCurve
    ) {
        path = folder.path + "/certificate.pem"
        keyPath = folder.path + "/key.pem"
        let key = Self.makeKey(kind)
        defer { EVP_PKEY_free(key) }
        let certificate = X509_new()
        defer { X509_free(certificate) }
        X509_set_version(certificate, 2)  // which is called version 3
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1..<Int.max))
        X509_gmtime_adj(X509_getm_notBefore(certificate), start)
        X509_gmtime_adj(X509_getm_notAfter(certificate), end)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        X509_NAME_add_entry_by_txt(name, "CN", textInASCII, "Otvet's tests", -1, -1, 0)
        X509_set_issuer_name(certificate, name)
        for (kind, value) in [(NID_subject_alt_name, names), (NID_basic_constraints, "critical,CA:TRUE")] {
            let part = X509V3_EXT_conf_nid(nil, nil, kind, value)
            X509_add_ext(certificate, part, -1)
            X509_EXTENSION_free(part)
        }
        X509_sign(certificate, key, EVP_sha256())
        Self.write(to: path) { PEM_write_X509($0, certificate) }
        Self.write(to: keyPath) { PEM_write_PrivateKey($0, key, nil, nil, 0, nil, nil) }
        chmod(keyPath, 0o600)
    }

    /// Writes the key once more, so that it needs a passphrase.
    public func encryptKey() {
        guard let file = fopen(keyPath, "r") else { return }
        let key = PEM_read_PrivateKey(file, nil, nil, nil)
        fclose(file)
        let passphrase: [UInt8] = Array("hunter2".utf8)
        Self.write(to: keyPath) { file in
            PEM_write_PrivateKey(file, key, EVP_aes_256_cbc(), passphrase, Int32(passphrase.count), nil, nil)
        }
        EVP_PKEY_free(key)
    }

    private static func makeKey(_ kind: Key) -> OpaquePointer? {
        let algorithm =
            switch kind {
            case .ellipticCurve: EVP_PKEY_EC
            case .rsa: EVP_PKEY_RSA
            }
        let context = EVP_PKEY_CTX_new_id(algorithm, nil)
        defer { EVP_PKEY_CTX_free(context) }
        EVP_PKEY_keygen_init(context)
        switch kind {
        case .ellipticCurve: EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
        case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits)
        }
        var key: OpaquePointer?
        EVP_PKEY_keygen(context, &key)
        return key
    }

    private static func write(to path: String, _ write: (UnsafeMutablePointer<FILE>) -> Int32) {
        guard let file = fopen(path, "w") else { preconditionFailure("can't write \(path)") }
        defer { fclose(file) }
        precondition(write(file) == 1, "no certificate for tests")
    }
}

/// `MBSTRING_ASC`, a macro that Swift does not see: texts are in ASCII.
private let textInASCII = Int32(0x1001)
