import Glibc
import HTTPEngine

/// One line on standard output, at once.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// One line on standard error, after what was logged before.
func complain(_ line: String) {
    LogWriter.standardError.write(Array("otvet: \(line)\n".utf8))
    LogWriter.standardError.flush()
}

func webAddress(_ address: SocketAddress) -> String {
    "http://\(address)"
}
