import TestSupport
import Testing

/// How many live channels there may be follows from how many connections there may be.
@Suite(.timeLimit(.minutes(2))) struct LiveChannelTests {
    @Test func threeQuartersOfTheConnections_mayBeLiveChannels() async throws {
        let folder = TemporaryFolder()
        let key = "an-admin-token-of-the-tests"
        let program = try await Program.start(
            [
                "serve", "--listen", "127.0.0.1:0", "--data", folder.path, "--max-connections", "100",
                "--rate-limits", "off",
            ], environment: ["OTVET_ADMIN_TOKEN": key])
        let client = try APIClient(port: program.port)
        var tokens: [String] = []
        for _ in 0..<80 { tokens.append(try await client.openSession()) }
        let live = try await withThrowingTaskGroup(of: LiveClient.self) { group in
            for token in tokens {
                group.addTask {
                    let channel = try await LiveClient(port: program.port)
                    try await channel.send(#"{"type":"auth","token":"\#(token)","after":"0"}"#)
                    _ = try await channel.next()
                    return channel
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await eventually {
            try await client.get("/metrics", token: key).text.contains("otvet_live_listeners 75\n")
        }
        for channel in live { channel.close() }
        try await program.stop()
    }
}
