import COpenSSL
import Glibc

/// A certificate with its chain and key, and all else that the TLS connections of a server share.
///
/// Unchecked: OpenSSL counts the references to a context by atomics, and nothing changes one after it is made.
public final class TLSContext: @unchecked Sendable {
    let pointer: OpaquePointer
    /// In nanoseconds of the monotonic clock.
    private let madeAt = monotonicNanoseconds()

    /// Session tickets are sealed with a key that lives as long as the context. Whoever got it later could read what was
    /// recorded of the TLS 1.2 sessions that were resumed with them, so it is not kept for longer than a day.
    private static let longestUse: UInt64 = 86_400 * 1_000_000_000

    /// Mozilla's intermediate list for TLS 1.2, without the slower ones of finite fields. All have forward secrecy, and
    /// every browser of the last ten years has one of them. The suites of TLS 1.3 are OpenSSL's own.
    private static let suites =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
        + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"

    /// The one protocol of this engine, as ALPN lists it (RFC 7301).
    private static let application: StaticString = "\u{8}http/1.1"

    /// Reads a certificate in PEM, with those that lead from it to a root behind it, and its key.
    public convenience init(chain: String, key: String) throws(TLSFault) {
        try self.init()
        try Self.expectFile(chain)
        ERR_clear_error()
        guard SSL_CTX_use_certificate_chain_file(pointer, chain) == 1 else {
            let isNone = ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_PEM && Self.reason == PEM_R_NO_START_LINE
            throw isNone ? .noCertificate(path: chain) : .refused(reason: Self.reasonText)
        }
        try Self.expectFile(key)
        try take(key)
    }

    private init() throws(TLSFault) {
        ERR_clear_error()
        guard let pointer = SSL_CTX_new(TLS_server_method()) else { throw .refused(reason: Self.reasonText) }
        self.pointer = pointer
        guard copenssl_set_least_version(pointer, TLS1_2_VERSION) == 1,
            SSL_CTX_set_cipher_list(pointer, Self.suites) == 1
        else { throw .refused(reason: Self.reasonText) }
        _ = SSL_CTX_set_options(pointer, copenssl_no_renegotiation | copenssl_no_compression)
        // The output queue may have moved when a write is tried again; and an idle connection keeps no buffers.
        let modes = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS
        _ = copenssl_set_mode(pointer, Int(modes))
        // One call of `read` for a record, instead of one for its head and one for the rest.
        _ = copenssl_set_read_ahead(pointer, 1)
        // Clients keep their sessions in tickets. A store of them here would grow.
        _ = copenssl_set_session_cache(pointer, Int(SSL_SESS_CACHE_OFF))
        SSL_CTX_set_alpn_select_cb(
            pointer,
            { _, chosen, length, offered, count, _ in
                let own = TLSContext.application
                var match: UnsafeMutablePointer<UInt8>?
                let result = SSL_select_next_proto(
                    &match, length, own.utf8Start, UInt32(own.utf8CodeUnitCount), offered, count)
                guard result == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
                chosen?.pointee = UnsafePointer(match)
                return SSL_TLSEXT_ERR_OK
            }, nil)
    }

    deinit { SSL_CTX_free(pointer) }

    /// The same certificate with new keys for tickets, if this context has been used for long enough.
    func renewed(at now: UInt64) -> TLSContext? {
        guard now >= madeAt &+ Self.longestUse, let fresh = try? TLSContext(),
            SSL_CTX_use_certificate(fresh.pointer, SSL_CTX_get0_certificate(pointer)) == 1,
            SSL_CTX_use_PrivateKey(fresh.pointer, SSL_CTX_get0_privatekey(pointer)) == 1
        else { return nil }
        var chain: OpaquePointer?
        guard copenssl_get_chain(pointer, &chain) == 1 else { return nil }
        return chain == nil || copenssl_set_chain(fresh.pointer, chain) == 1 ? fresh : nil
    }

    /// When the certificate is valid.
    public var term: CertificateTerm {
        let certificate = SSL_CTX_get0_certificate(pointer)
        return CertificateTerm(
            start: Self.seconds(X509_get0_notBefore(certificate)), end: Self.seconds(X509_get0_notAfter(certificate)))
    }

    /// Whether it is the same certificate.
    public func shows(theSameAs other: TLSContext) -> Bool {
        X509_cmp(SSL_CTX_get0_certificate(pointer), SSL_CTX_get0_certificate(other.pointer)) == 0
    }

    /// Whether the certificate is for this host: a name, or a numeric address.
    public func isFor(host: String) -> Bool {
        let certificate = SSL_CTX_get0_certificate(pointer)
        return X509_check_host(certificate, host, host.utf8.count, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT), nil)
            == 1
            || X509_check_ip_asc(certificate, host, 0) == 1
    }

    // MARK: Reading files

    private func take(_ key: String) throws(TLSFault) {
        ERR_clear_error()
        guard let file = BIO_new_file(key, "r") else { throw .unreadable(path: key, errno: errno) }
        defer { BIO_free(file) }
        var isEncrypted = false
        let found = withUnsafeMutablePointer(to: &isEncrypted) { flag in
            PEM_read_bio_PrivateKey(
                file, nil,
                { _, _, _, flag in
                    // Without this function OpenSSL would ask for the passphrase on the terminal.
                    flag?.assumingMemoryBound(to: Bool.self).pointee = true
                    return -1
                }, flag)
        }
        guard let found else { throw isEncrypted ? .encryptedKey(path: key) : .noKey(path: key) }
        defer { EVP_PKEY_free(found) }
        ERR_clear_error()
        // A key of another kind than the certificate's is taken, and then not used.
        guard SSL_CTX_use_PrivateKey(pointer, found) == 1, SSL_CTX_check_private_key(pointer) == 1 else {
            throw .otherKey
        }
    }

    private static func expectFile(_ path: String) throws(TLSFault) {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else { throw .unreadable(path: path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw .unreadable(path: path, errno: EISDIR)
        // A pipe would hold up whoever opens it.
        default: throw .unreadable(path: path, errno: EINVAL)
        }
    }

    /// Why the last call failed: the first of its errors, which those that follow only pass on.
    private static var reason: Int32 { ERR_GET_REASON(ERR_peek_error()) }

    private static var reasonText: String {
        ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "unknown"
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int {
        var parts = tm()
        return ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : 0
    }
}
