import Foundation

/// The real program, running. Ended with its last reference.
public final class Program: @unchecked Sendable {
    public enum Failure: Error {
        case ended(status: Int32, output: String)
    }

    private let process = Process()  // started once in the initializer; later calls only signal it and wait for it
    public let port: UInt16

    /// Starts `otvet` with these arguments and waits until it says that it is listening.
    public static func start(_ arguments: [String], environment: [String: String] = [:]) async throws -> Program {
        try await blocking { try Program(arguments, environment: environment) }
    }

    private init(_ arguments: [String], environment: [String: String]) throws {
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.standardError
        try process.run()
        var said = ""
        while let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty {
            said += String(decoding: more, as: UTF8.self)
            guard said.hasSuffix("\n") else { continue }
            if let colon = said.lastIndex(of: ":"), said.hasPrefix("listening on http://"),
                let port = UInt16(said[colon...].dropFirst().dropLast())
            {
                self.port = port
                return
            }
        }
        process.waitUntilExit()
        throw Failure.ended(status: process.terminationStatus, output: said)
    }

    /// Built beside the tests.
    private static var executable: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("otvet")
    }

    /// Runs `otvet` to its end. Returns its exit status and what it said on standard error.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, complaints: String) {
        try await blocking { try runToItsEnd(arguments, environment) }
    }

    private static func runToItsEnd(
        _ arguments: [String], _ environment: [String: String]
    ) throws -> (status: Int32, output: String, complaints: String) {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complained = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said, complained)
    }

    /// SIGKILL: no chance to tidy up.
    public func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// SIGTERM, and waits for the end. Returns the exit status.
    @discardableResult
    public func stop() async throws -> Int32 {
        process.terminate()
        return try await Self.blocking {
            self.process.waitUntilExit()
            return self.process.terminationStatus
        }
    }

    /// Waits on a thread of its own: tests share a few threads, and one that waits would hold up all the others.
    private static func blocking<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    deinit {
        if process.isRunning { kill() }
    }
}
