import Dispatch
import Glibc
import Synchronization

/// The real program as somebody uses it who types and reads. Ended with its last reference.
public final class Dialogue: Sendable {
    public enum Failure: Error {
        case noTerminal
        /// It ended before it said what was awaited.
        case ended(said: String)
        /// It neither ended nor said anything for ``longestSilence``.
        case silent(said: String)
    }

    /// In milliseconds; for a program that waits for something that will not come.
    private static let longestSilence: Int32 = 60_000

    private let process: pid_t
    private let ourEnd: Int32
    private let status = Mutex<Int32?>(nil)
    private let unread = Mutex("")
    private let complained: Int32
    private let queue = DispatchQueue(label: "test.dialogue")

    /// - Parameter isTerminal: Whether it reads from and writes to a terminal, and not to a socket.
    public init(_ arguments: [String], environment: [String: String] = [:], isTerminal: Bool = false) throws {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let isOpen = isTerminal ? openTerminal(&ends) : socketpair(AF_UNIX, type, 0, &ends) == 0
        guard isOpen else { throw Failure.noTerminal }
        complained = Program.nameless()
        process = try Program.spawn(
            arguments, environment, input: ends[1], output: ends[1], complaints: complained)
        ourEnd = ends[0]
        close(ends[1])
    }

    /// Waits until it has said `text`, and returns everything up to it and the rest of its line.
    public func hear(_ text: String) async throws -> String {
        try await Program.blocking(queue) {
            var heard = self.unread.withLock { $0 }
            while true {
                if let end = Self.end(of: text, in: heard) {
                    self.unread.withLock { $0 = String(heard[end...]) }
                    return String(heard[..<end])
                }
                guard let more = try self.read(after: heard) else {
                    throw Failure.ended(said: heard + Program.text(of: self.complained))
                }
                heard += more
            }
        }
    }

    /// Types a line.
    public func type(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(ourEnd, bytes, bytes.count)  // a program that is gone is noticed by what it does not say
    }

    public func signal(_ signal: Int32) { kill(process, signal) }

    /// Waits for its end. Returns the exit status, what it said since it was last heard, and what it complained of.
    public func end() async throws -> (status: Int32, output: String, complaints: String) {
        try await Program.blocking(queue) {
            var output = self.unread.withLock { $0 }
            while let more = try self.read(after: output) { output += more }
            return (self.wait(), output, Program.text(of: self.complained))
        }
    }

    deinit {
        if status.withLock({ $0 == nil }) { kill(process, SIGKILL) }
        _ = wait()
        close(ourEnd)
        close(complained)
    }

    private func wait() -> Int32 {
        status.withLock { status in
            let ended = status ?? Program.waitForEnd(of: process)
            status = ended
            return ended
        }
    }

    /// Nil at its end: a terminal tells that by an error.
    private func read(after said: String) throws(Failure) -> String? {
        var waiting = pollfd(fd: ourEnd, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Self.longestSilence) != 0 else {
            throw .silent(said: said + Program.text(of: complained))
        }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(ourEnd, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }

    /// The end of the line that `text` is in, or of the text if its line has no end yet and asks for an answer.
    private static func end(of text: String, in heard: String) -> String.Index? {
        guard let found = heard.firstRange(of: text) else { return nil }
        return heard[found.upperBound...].firstIndex(where: \.isNewline).map { heard.index(after: $0) }
            ?? (heard.hasSuffix(" ") ? heard.endIndex : nil)
    }
}

private func openTerminal(_ ends: inout [Int32]) -> Bool {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    guard openpty(&ours, &theirs, nil, nil, nil) == 0 else { return false }
    ends = [ours, theirs]
    return ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
}
