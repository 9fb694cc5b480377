import Dispatch
import Foundation
import Glibc
import Synchronization
import TestSupport

/// A mail server that takes only what SMTP allows (RFC 5321), and says whatever it is told to.
final class SMTPStandIn: Sendable {
    struct Mail: Sendable {
        let sender, recipient, text: String

        /// Without the breaks of lines that quoted-printable adds.
        var unwrapped: String { text.replacingOccurrences(of: "=\r\n", with: "") }

        /// A field of the header, unfolded.
        func field(_ name: String) -> String? {
            let head = text.components(separatedBy: "\r\n\r\n")[0].replacingOccurrences(of: "\r\n ", with: " ")
            return head.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    struct Behaviour: Sendable {
        /// What it says to a command by its first four letters, or to the end of the mail (`.`).
        var replies: [String: String] = [:]
        /// The command after which it says nothing any more.
        var silentAfter: String?
        /// The command after which it hangs up.
        var closesAfter: String?
    }

    private struct State {
        var mails: [Mail] = []
        var faults: [String] = []
        var conversations = 0
        var behaviour = Behaviour()
    }

    private let listener: ListeningSocket
    private let state = Mutex(State())
    private let isStopped = Atomic(false)

    var port: UInt16 { listener.port }
    var mails: [Mail] { state.withLock { $0.mails } }
    /// What a client did that SMTP does not allow.
    var faults: [String] { state.withLock { $0.faults } }
    var conversations: Int { state.withLock { $0.conversations } }

    func behave(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }

    init() throws {
        listener = try ListeningSocket()
        let thread = Thread { [weak self, descriptor = listener.descriptor] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0, let self, !self.isStopped.load(ordering: .acquiring) else { return }
                Thread { self.converse(client) }.start()
            }
        }
        thread.start()
    }

    func stop() {
        isStopped.store(true, ordering: .releasing)
        shutdown(listener.descriptor, Int32(SHUT_RDWR))
    }

    private func converse(_ client: Int32) {
        defer { close(client) }
        state.withLock { $0.conversations += 1 }
        var (sender, recipient) = (String?.none, String?.none)
        var input = LineInput(descriptor: client)
        func say(_ line: String) { _ = (line + "\r\n").withCString { write(client, $0, strlen($0)) } }
        func fault(_ text: String) { state.withLock { $0.faults.append(text) } }
        say("220 stand-in ESMTP")
        while let line = input.line() {
            let behaviour = state.withLock { $0.behaviour }
            let verb = String(line.prefix(4)).uppercased()
            if line.utf8.count > 510 || !line.utf8.allSatisfy({ 32...126 ~= $0 }) { fault("command: \(line)") }
            if behaviour.closesAfter == verb { return }
            if behaviour.silentAfter == verb {
                while input.line() != nil {}
                return
            }
            if let reply = behaviour.replies[verb] {
                say(reply)
                continue
            }
            switch verb {
            case "EHLO": say("250 stand-in")
            case "MAIL":
                sender = Self.address(line)
                say("250 ok")
            case "RCPT":
                if sender == nil { fault("RCPT before MAIL") }
                recipient = Self.address(line)
                say("250 ok")
            case "DATA":
                say("354 go on")
                var text = ""
                while let line = input.line(), line != "." {
                    // Without 8BITMIME nothing but ASCII, and lines of 998 at most.
                    if line.utf8.count > 998 || !line.utf8.allSatisfy({ $0 == 9 || 32...126 ~= $0 }) {
                        fault("text: \(line)")
                    }
                    text += (line.hasPrefix(".") ? String(line.dropFirst()) : line) + "\r\n"
                }
                if behaviour.closesAfter == "." { return }
                if let reply = behaviour.replies["."] {
                    say(reply)
                    continue
                }
                if let sender, let recipient {
                    state.withLock { $0.mails.append(Mail(sender: sender, recipient: recipient, text: text)) }
                }
                say("250 taken")
            case "QUIT":
                say("221 bye")
                return
            default:
                fault("unknown: \(line)")
                say("500 what")
            }
        }
    }

    private static func address(_ line: String) -> String? {
        guard let start = line.firstIndex(of: "<"), let end = line.firstIndex(of: ">") else { return nil }
        return String(line[line.index(after: start)..<end])
    }

    /// Lines that end in CR LF; a bare LF stays in its line.
    private struct LineInput {
        let descriptor: Int32
        private var buffer: [UInt8] = []

        init(descriptor: Int32) { self.descriptor = descriptor }

        mutating func line() -> String? {
            while true {
                if let end = buffer.indices.dropLast().first(where: { buffer[$0] == 13 && buffer[$0 + 1] == 10 }) {
                    let line = String(decoding: buffer[..<end], as: UTF8.self)
                    buffer.removeFirst(end + 2)
                    return line
                }
                var piece = [UInt8](repeating: 0, count: 4096)
                let count = read(descriptor, &piece, piece.count)
                guard count > 0 else { return nil }
                buffer += piece.prefix(count)
            }
        }
    }
}
