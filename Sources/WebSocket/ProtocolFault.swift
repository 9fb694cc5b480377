/// Why the server fails a connection (RFC 6455 §7.1.7).
enum ProtocolFault: Error, Equatable {
    case violation(String)
    case tooBig
    case notUTF8

    var closeCode: CloseCode {
        switch self {
        case .violation: .protocolError
        case .tooBig: .messageTooBig
        case .notUTF8: .invalidPayload
        }
    }

    var reason: String {
        switch self {
        case .violation(let what): what
        case .tooBig: "message too big"
        case .notUTF8: "text is not UTF-8"
        }
    }
}
