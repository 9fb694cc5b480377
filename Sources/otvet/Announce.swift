import Glibc
import HTTPEngine

/// Writes a line to standard output at once, for the person who waits for it.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// Writes a line to standard error, after the log lines that came before it.
func complain(_ line: String) {
    LogWriter.standardError.write(Array("otvet: \(line)\n".utf8))
    LogWriter.standardError.flush()
}

/// - Parameter isSecure: Whether the server there speaks TLS.
func webAddress(_ address: SocketAddress, isSecure: Bool = false) -> String {
    "\(isSecure ? "https" : "http")://\(address)"
}
