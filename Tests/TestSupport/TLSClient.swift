import COpenSSL
import Glibc

/// A client's end of TLS, apart from its socket, so that a test decides in which pieces the bytes go.
///
/// Unchecked: ``SocketClient`` uses it on one queue.
final class TLSClient: @unchecked Sendable {
    private let session: OpaquePointer
    private let received: OpaquePointer
    private let sent: OpaquePointer

    enum Step {
        case bytes([UInt8])
        /// More has to come from the peer first.
        case needsMore
        /// The peer has said that nothing follows.
        case ended
        case failed(String)
    }

    /// - Parameters:
    ///   - protocols: What is offered by ALPN.
    ///   - version: The newest that is offered, such as `TLS1_2_VERSION`.
    init(trusting certificate: TestCertificate, protocols: [String], version: Int32) {
        guard let context = SSL_CTX_new(TLS_client_method()) else { preconditionFailure("no TLS") }
        defer { SSL_CTX_free(context) }
        SSL_CTX_load_verify_locations(context, certificate.path, nil)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        // Otherwise the oldest versions would not even be offered.
        SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0")
        _ = copenssl_set_least_version(context, min(version, TLS1_2_VERSION))
        _ = copenssl_set_greatest_version(context, version)
        guard let session = SSL_new(context), let received = BIO_new(BIO_s_mem()), let sent = BIO_new(BIO_s_mem())
        else { preconditionFailure("no memory for TLS") }
        (self.session, self.received, self.sent) = (session, received, sent)
        SSL_set_bio(session, received, sent)  // which owns them from now on
        SSL_set_connect_state(session)
        SSL_set1_host(session, "localhost")
        _ = copenssl_set_host_name(session, "localhost")
        let list = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        SSL_set_alpn_protos(session, list, UInt32(list.count))
    }

    deinit { SSL_free(session) }

    /// Goes on with the handshake; no bytes mean that it is complete.
    func shakeHands() -> Step {
        ERR_clear_error()
        return step(SSL_do_handshake(session), [])
    }

    func encrypt(_ bytes: [UInt8]) {
        ERR_clear_error()
        SSL_write(session, bytes, Int32(bytes.count))
    }

    func decrypt(upTo limit: Int) -> Step {
        ERR_clear_error()  // tests share their threads with servers
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = SSL_read(session, &bytes, Int32(limit))
        return step(count, Array(bytes[..<Int(max(0, count))]))
    }

    func take(_ bytes: [UInt8]) { BIO_write(received, bytes, Int32(bytes.count)) }

    /// What is to be sent.
    func outgoing() -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = BIO_read(sent, &bytes, Int32(bytes.count))
            guard count > 0 else { return all }
            all += bytes[..<Int(count)]
        }
    }

    /// Says that nothing follows.
    func end() { SSL_shutdown(session) }

    /// Has both sides change their keys, which the peer answers.
    func updateKeys() { SSL_key_update(session, SSL_KEY_UPDATE_REQUESTED) }

    private func step(_ result: Int32, _ bytes: [UInt8]) -> Step {
        guard result <= 0 else { return .bytes(bytes) }
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .needsMore
        case SSL_ERROR_ZERO_RETURN: return .ended
        default:
            let reason = ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "closed"
            ERR_clear_error()
            return .failed(reason)
        }
    }
}
