import Dispatch
import Glibc

/// A POST over a connection of its own by plain HTTP/1.1. Only the status line of the answer is read, because nothing
/// else matters to the sender of a webhook. Blocking calls run on a queue of their own.
struct HTTPPost: Sendable {
    /// How many seconds the webhook has to answer (Bot API server, WebhookActor).
    private static let patience = 60
    private let queue = DispatchQueue(label: "telegram-simulator.webhook")

    func callAsFunction(
        _ url: String, _ fields: [(name: String, value: String)], _ body: [UInt8]
    ) async -> DeliveryOutcome {
        guard let target = Target(url) else { return .failed("SSL error: only plain HTTP is simulated") }
        var head = "POST \(target.path) HTTP/1.1\r\nHost: \(target.authority)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        let bytes = Array(head.utf8) + body
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Self.exchange(bytes, with: target)) }
        }
    }

    private struct Target: Sendable {
        let host: String
        let port: String
        let path: String
        let authority: String

        init?(_ url: String) {
            guard url.hasPrefix("http://") else { return nil }
            let rest = url.dropFirst(7)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            let authority = rest[..<slash]
            self.authority = String(authority)
            path = slash == rest.endIndex ? "/" : String(rest[slash...])
            let colon = authority.lastIndex { $0 == ":" }.flatMap { authority.hasSuffix("]") ? nil : $0 }
            let name = colon.map { authority[..<$0] } ?? authority[...]
            host = String(name.drop { $0 == "[" }.prefix { $0 != "]" })
            port = colon.map { String(authority[$0...].dropFirst()) } ?? "80"
        }
    }

    private static func exchange(_ bytes: [UInt8], with target: Target) -> DeliveryOutcome {
        guard let descriptor = connection(to: target) else { return .failed(failure(errno)) }
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return .failed(failure(errno)) }
            sent += count
        }
        var line: [UInt8] = []
        while !line.contains(UInt8(ascii: "\n")), line.count < 8192 {
            var piece = [UInt8](repeating: 0, count: 1024)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { return .failed(count == 0 ? "Connection reset by peer" : failure(errno)) }
            line += piece[..<count]
        }
        let words = String(decoding: line.prefix { $0 != 13 && $0 != 10 }, as: UTF8.self)
            .split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            return .failed("Wrong response from the webhook")
        }
        return .answered(status: status, reason: words.count == 3 ? String(words[2]) : "")
    }

    private static func connection(to target: Target) -> Int32? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(target.host, target.port, &hints, &found) == 0, let first = found else {
            errno = EHOSTUNREACH
            return nil
        }
        defer { freeaddrinfo(first) }
        let descriptor = socket(first.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            let reason = errno
            close(descriptor)
            errno = reason
            return nil
        }
        return descriptor
    }

    private static func failure(_ code: Int32) -> String {
        switch code {
        case EAGAIN: "Read timeout expired"
        case EHOSTUNREACH: "Failed to resolve host"
        default: String(cString: strerror(code))
        }
    }
}
