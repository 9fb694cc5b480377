/// Why a certificate or its key can't be used.
public enum TLSFault: Error, Sendable, Hashable {
    /// The file is not there, is no ordinary file, or may not be read.
    case unreadable(path: String, errno: Int32)
    /// The file has no certificate in PEM.
    case noCertificate(path: String)
    /// The file has no private key in PEM.
    case noKey(path: String)
    /// The key can't be read without a passphrase.
    case encryptedKey(path: String)
    /// The key belongs to another certificate.
    case otherKey
    /// OpenSSL takes neither, for the reason that it gives: the key is too short, for example.
    case refused(reason: String)
}
