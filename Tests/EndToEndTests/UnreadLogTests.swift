import Glibc
import TestSupport
import Testing

/// A log whose reader has stopped.
@Suite(.timeLimit(.minutes(2))) struct UnreadLogTests {
    /// A supervisor that does not read what the program prints either, from the first line on.
    @Test func outputThatNobodyReads_holdsUpNoStart() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(Glibc.pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { for end in ends { close(end) } }
        #expect(fcntl(ends[1], setPipeSize, 4096) > 0)
        #expect(write(ends[1], [UInt8](repeating: 0x78, count: 4096), 4096) == 4096)
        let folder = TemporaryFolder()
        let port = try freePort()
        let program = try Program(
            ["serve", "--listen", "127.0.0.1:\(port)", "--data", folder.path], port: port, standardOutput: ends[1])
        try await eventually { (try? await APIClient(port: port).get("/healthz").status) == 200 }
        #expect(try await program.stop() == 0)
    }

    /// A port that is free at the moment.
    private func freePort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutableBytes(of: &address) { bytes in
            let place = try #require(bytes.baseAddress).assumingMemoryBound(to: sockaddr.self)
            try #require(bind(socket, place, length) == 0 && getsockname(socket, place, &length) == 0)
        }
        return UInt16(bigEndian: address.sin_port)
    }

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
