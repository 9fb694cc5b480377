import Glibc
import HTTPEngine

/// Why the program can't start although its settings are well formed. The description is one line that says what to do.
enum StartupError: Error, CustomStringConvertible {
    /// - Parameter setting: The setting by which another address is chosen.
    case cannotListen(on: String, StartError, setting: String)
    case malformedAddress(String)

    var description: String {
        switch self {
        case .malformedAddress(let text): "expected HOST:PORT, such as 127.0.0.1:8081, found “\(text)”"
        case .cannotListen(let address, .unknownHost, let setting):
            "can't listen on \(address): the host is neither an address nor a name that resolves (\(setting))"
        case .cannotListen(let address, .system(_, EADDRINUSE), let setting):
            "can't listen on \(address): another program does; name another port (\(setting))"
        case .cannotListen(let address, .system(let call, let code), let setting):
            "can't listen on \(address): \(call): \(String(cString: strerror(code))) (\(setting))"
        }
    }
}
