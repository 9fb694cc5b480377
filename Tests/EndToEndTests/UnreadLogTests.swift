import Glibc
import TestSupport
import Testing

/// A log whose reader has stopped.
@Suite(.timeLimit(.minutes(2))) struct UnreadLogTests {
    /// A pipe as a supervisor has it that does not read any more.
    @Test func logThatNobodyReads_holdsUpNeitherRequestsNorTheEnd() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(Glibc.pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { for end in ends { close(end) } }
        // The least that Linux has: one page, some fifty lines.
        #expect(fcntl(ends[1], setPipeSize, 4096) > 0)
        let folder = TemporaryFolder()
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path, "--rate-limits", "off"],
            environment: ["ENABLE_LOGGING": "true"], standardError: ends[1])
        let client = try APIClient(port: program.port)
        for _ in 0..<100 { _ = try await client.openSession() }
        #expect(try await client.get("/healthz").status == 200)
        #expect(try await program.stop() == 0)
    }
}

/// F_SETPIPE_SZ of `fcntl-linux.h`, which Glibc's module leaves out without _GNU_SOURCE.
private let setPipeSize: Int32 = 1031
