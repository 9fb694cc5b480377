import Dispatch
import Foundation
import HTTPEngine
import Store
import TestSupport
import Testing

/// What keeps the program from starting is one sentence that says what to do.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StartFaultTests {
    private let folder = TemporaryFolder()

    private func serve() async throws -> (status: Int32, output: String, complaints: String) {
        try await Program.run(["serve", "--listen", "127.0.0.1:0", "--data", folder.path])
    }

    @Test(arguments: ["", "five ", String(repeating: "k", count: 33)])
    func keyOfAnotherLength_isNamed(content: String) async throws {
        try content.write(toFile: folder.path + "/otvet.key", atomically: true, encoding: .utf8)
        let ended = try await serve()
        #expect(ended.status == 73 && ended.complaints.split(separator: "\n").count == 1)
        #expect(ended.complaints.contains("\(folder.path)/otvet.key: it has not 32 bytes"), "\(ended.complaints)")
    }

    @Test func addressOfTheMetrics_thatIsTaken_isNamed() async throws {
        let taken = HTTPServer(configuration: ServerConfiguration(), router: Router())
        let address = "127.0.0.1:\(try taken.start().port)"
        let ended = try await Program.run(
            ["serve", "--listen", "127.0.0.1:0", "--metrics-listen", address, "--data", folder.path])
        await taken.shutdown(within: .zero)
        #expect(ended.status == 69)
        let last = try #require(ended.complaints.split(separator: "\n").last)
        #expect(last.contains(address) && last.contains("OTVET_METRICS_LISTEN"), "\(ended.complaints)")
    }

    @Test func keyThatCannotBeOpened_isNamed() async throws {
        let path = folder.path + "/otvet.key"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
        let ended = try await serve()
        #expect(ended.status == 73 && ended.complaints.split(separator: "\n").count == 1)
        #expect(ended.complaints.contains(path), "\(ended.complaints)")
    }

    @Test func lockOfAnotherProgram_isNamed() async throws {
        try await Program.start(["serve", "--listen", "127.0.0.1:0", "--data", folder.path]).stop()
        let store = try Store(folder: folder.path, isBeside: true) { _ in }
        let (holds, end) = (Gate(), DispatchSemaphore(value: 0))
        async let writing: Void = store.write { _ in
            holds.open()
            end.wait()
        }
        await holds.wait()
        let ended = try await serve()
        end.signal()
        try await writing
        store.close()
        #expect(ended.status == 73 && ended.complaints.split(separator: "\n").count == 1)
        #expect(ended.complaints.contains("another program holds a lock"), "\(ended.complaints)")
        #expect(!ended.complaints.contains("SQLite"))
    }
}
