import Glibc
import HTTPEngine

/// One line on standard output, at once.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// One line on standard error.
func complain(_ line: String) {
    let bytes = Array("otvet: \(line)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)  // nowhere else to complain if this fails
}

func webAddress(_ address: SocketAddress) -> String {
    let host = address.host.contains(":") ? "[\(address.host)]" : address.host
    return "http://\(host):\(address.port)"
}
