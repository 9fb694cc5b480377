import Foundation

/// The real program, running. Ended with its last reference.
public final class Program: @unchecked Sendable {
    public enum Failure: Error {
        case ended(status: Int32, output: String)
    }

    private let process = Process()  // started once in the initializer; later calls only signal it and wait for it
    public let port: UInt16

    /// Starts `otvet` with these arguments and waits until it says that it is listening.
    public init(_ arguments: [String], environment: [String: String] = [:]) throws {
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
    public func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit {
        if process.isRunning { kill() }
    }
}
