import Glibc
import HTTPEngine

extension Configuration {
    /// The files with which the program speaks TLS itself.
    struct TLSFiles: Equatable {
        var certificate: String
        var key: String

        /// Nil if neither is named.
        init?(_ values: Values) throws {
            let expected = "expected a file by its plain path, without quotes, a comment, ~ or a variable"
            let certificate = try values.optional(.tlsCertificate, expected, Configuration.folder)
            let key = try values.optional(.tlsKey, expected, Configuration.folder)
            switch (certificate, key) {
            case (nil, nil): return nil
            case (let certificate?, let key?): (self.certificate, self.key) = (certificate, key)
            case (_?, nil): throw ConfigurationError.missing(.tlsKey, reason: "OTVET_TLS_CERTIFICATE is set")
            case (nil, _?): throw ConfigurationError.missing(.tlsCertificate, reason: "OTVET_TLS_KEY is set")
            }
        }

        /// Reads the files.
        func context() throws(ConfigurationError) -> TLSContext {
            do throws(TLSFault) {
                return try TLSContext(chain: certificate, key: key)
            } catch {
                throw failure(error)
            }
        }

        private func failure(_ fault: TLSFault) -> ConfigurationError {
            func invalid(_ path: String, _ reason: String) -> ConfigurationError {
                .invalid(path == key ? .tlsKey : .tlsCertificate, source: path, reason: reason)
            }
            return switch fault {
            case .unreadable(let path, let code):
                invalid(
                    path,
                    "the file can't be read (\(String(cString: strerror(code)))): name another, or let the user that "
                        + "runs otvet read it")
            case .noCertificate(let path):
                invalid(path, "the file has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")
            case .noKey(let path):
                invalid(path, "the file has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----")
            case .encryptedKey(let path):
                invalid(path, "the key has a passphrase; `openssl pkey -in FILE -out NEW` writes it without")
            case .otherKey:
                invalid(key, "the key is not that of \(certificate): name the one the certificate was made for")
            case .refused(let reason): invalid(certificate, "the certificate can't be used: \(reason)")
            }
        }
    }
}
