import Dispatch
import Foundation
import Glibc
import Synchronization

/// The real program, running. Ended with its last reference.
///
/// On `posix_spawn(3)` itself: `Foundation.Process` crashes now and then when several are started at once.
public final class Program: Sendable {
    public enum Failure: Error {
        case spawn(errno: Int32)
        case ended(status: Int32, complaints: String)
    }

    private let process: pid_t
    private let status = Mutex<Int32?>(nil)
    /// What it said on standard error; a file without a name, so that nobody has to drain it.
    private let complaints: Int32
    /// Waits here and not on the threads that the tests share: one that waited there would hold up all the others.
    private let queue = DispatchQueue(label: "test.program")
    public let port: UInt16

    /// Starts `otvet` with these arguments and waits until it says that it is listening.
    ///
    /// - Parameters:
    ///   - standardError: Where it complains; nil for a file that ``complained`` reads.
    ///   - wrapper: A command that runs the program in its own place, such as `unshare`, by its path.
    ///   - socket: What the program finds as its descriptor 3, as systemd passes sockets.
    public static func start(
        _ arguments: [String], environment: [String: String] = [:], standardError: Int32? = nil,
        through wrapper: [String] = [], passing socket: Int32? = nil
    ) async throws -> Program {
        try await blocking(DispatchQueue(label: "test.program.start")) {
            try Program(
                arguments, environment: environment, standardError: standardError, wrapper: wrapper, socket: socket)
        }
    }

    private init(
        _ arguments: [String], environment: [String: String], standardError: Int32?, wrapper: [String],
        socket: Int32?
    ) throws {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failure.spawn(errno: errno) }
        defer { Glibc.close(ends[0]) }
        complaints = Self.nameless()
        let command = wrapper + [Self.executable] + arguments
        process = try Self.spawn(
            Array(command.dropFirst()), environment, output: ends[1], complaints: standardError ?? complaints,
            socket: socket, path: command[0])
        Glibc.close(ends[1])
        var said = ""
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1 {
            guard byte == UInt8(ascii: "\n") else {
                said.unicodeScalars.append(Unicode.Scalar(byte))
                continue
            }
            if said.hasPrefix("listening on http"), let colon = said.lastIndex(of: ":"),
                let port = UInt16(said[colon...].dropFirst())
            {
                self.port = port
                return
            }
            said = ""
        }
        let status = Self.waitForEnd(of: process)
        let complained = Self.text(of: complaints)
        Glibc.close(complaints)
        throw Failure.ended(status: status, complaints: complained)
    }

    /// Starts it with an output that may take nothing. Whether it listens tells only its port.
    ///
    /// - Parameter port: Where its arguments have it listen.
    public init(_ arguments: [String], port: UInt16, standardOutput: Int32) throws {
        complaints = Self.nameless()
        self.port = port
        process = try Self.spawn(arguments, [:], output: standardOutput, complaints: complaints)
    }

    /// What it has said on standard error until now.
    public var complained: String { Self.text(of: complaints) }

    /// Sends it a signal.
    public func signal(_ number: Int32) {
        status.withLock { status in
            if status == nil { Glibc.kill(process, number) }
        }
    }

    /// Built beside the tests.
    public static var executable: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("otvet").path
    }

    /// Runs `otvet` to its end. Returns its exit status and what it said on standard error.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, complaints: String) {
        try await blocking(DispatchQueue(label: "test.program.run")) {
            let output = nameless()
            let complaints = nameless()
            defer {
                Glibc.close(output)
                Glibc.close(complaints)
            }
            let process = try spawn(arguments, environment, output: output, complaints: complaints)
            return (waitForEnd(of: process), text(of: output), text(of: complaints))
        }
    }

    /// Runs another program, which must be at one of these paths, to its end. Nil if it is at none of them.
    public static func run(
        anyOf paths: [String], _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String)? {
        guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
        return try await blocking(DispatchQueue(label: "test.program.other")) {
            let output = nameless()
            defer { Glibc.close(output) }
            let process = try spawn(arguments, environment, output: output, complaints: output, path: path)
            return (waitForEnd(of: process), text(of: output))
        }
    }

    /// SIGKILL: no chance to tidy up.
    public func kill() {
        status.withLock { status in
            guard status == nil else { return }
            Glibc.kill(process, SIGKILL)
            status = Self.waitForEnd(of: process)
        }
    }

    /// SIGTERM, and waits for the end. Returns the exit status.
    @discardableResult
    public func stop() async throws -> Int32 {
        try await Self.blocking(queue) {
            self.status.withLock { status in
                if let status { return status }
                Glibc.kill(self.process, SIGTERM)
                let ended = Self.waitForEnd(of: self.process)
                status = ended
                return ended
            }
        }
    }

    deinit {
        kill()
        Glibc.close(complaints)
    }

    /// - Parameters:
    ///   - input: What it reads; nil for nothing at all.
    ///   - socket: What becomes its descriptor 3.
    static func spawn(
        _ arguments: [String], _ environment: [String: String], input: Int32? = nil,
        output: Int32, complaints: Int32, socket: Int32? = nil,
        path: String = executable
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, complaints, 2)
        if let socket { posix_spawn_file_actions_adddup2(&actions, socket, 3) }
        var process: pid_t = 0
        let result = withCStrings([path] + arguments) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&process, path, &actions, nil, arguments, environment)
            }
        }
        guard result == 0 else { throw .spawn(errno: result) }
        return process
    }

    /// The exit status, or 128 and the signal that ended it, as a shell has it.
    static func waitForEnd(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    static func nameless() -> Int32 {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        unlink(path)
        return descriptor
    }

    static func text(of descriptor: Int32) -> String {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    static func blocking<Result: Sendable>(
        _ queue: DispatchQueue, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
