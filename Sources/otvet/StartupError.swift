import Glibc
import HTTPEngine

/// Why the program can't start although its settings are well formed. The description is one line that says what to do.
enum StartupError: Error, CustomStringConvertible {
    /// - Parameter setting: The setting by which another address is chosen.
    case cannotListen(on: String, StartError, setting: String)
    case malformedAddress(String)
    /// What systemd has passed is not what the program can serve.
    case unusableSocket(Int32)

    var description: String {
        switch self {
        case .malformedAddress(let text): "expected HOST:PORT, such as 127.0.0.1:8081, found “\(text)”"
        case .unusableSocket(let descriptor):
            "descriptor \(descriptor), which systemd has passed, is no listening TCP socket: look at ListenStream in the "
                + "socket unit"
        case .cannotListen(let address, .notListening, let setting):
            "can't listen on \(address): the socket is of another kind (\(setting))"
        case .cannotListen(let address, .unknownHost, let setting):
            "can't listen on \(address): the host is neither an address nor a name that resolves (\(setting))"
        case .cannotListen(let address, .system(_, EADDRINUSE), let setting):
            "can't listen on \(address): another program does; name another port (\(setting))"
        case .cannotListen(let address, .system(let call, let code), let setting):
            "can't listen on \(address): \(call): \(String(cString: strerror(code))) (\(setting))"
        }
    }
}
