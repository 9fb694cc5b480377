import Crypto
import FoundationEssentials
import HTTPEngine
import HTTPTypes
import Synchronization
import TestSupport
import Testing

/// The program with keys from where a site has them.
@Suite(.serialized, .timeLimit(.minutes(2))) struct IdentityTests {
    /// A key set and a token made with the Python package "cryptography": of "user-7", until 2033.
    static let keySet =
        #"{"keys":[{"kty":"EC","crv":"P-256","kid":"ec-1","alg":"ES256","use":"sig","#
        + #""x":"s8kKLrGhSIRr4XW-QjHEw3-ne_S7W2nIoBaEU1i5FhU","y":"iiOxkrVzYymVZ2rTMkYZdiQnIZsKK-hTDHDpDW5RhmU"}]}"#
    static let token =
        "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImVjLTEifQ.eyJzdWIiOiJ1c2VyLTciLCJleHAiOjIwMDAwMDAwMDB9."
        + "ZyBMdS54wgC-ycnt0t8LmEjwo6v1WyvVUcffDJMIrms1w8B3ZJeU6L0fUTMpX-05lnQCKq02XMxs3WQ7y3k5NQ"

    private func identify(_ program: Program, _ token: String) async throws -> HTTPReply {
        try await APIClient(port: program.port).post("/api/support/identify", #"{"token":"\#(token)"}"#)
    }

    private func start(_ folder: TemporaryFolder, _ environment: [String: String]) async throws -> Program {
        try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path + "/data"], environment: environment)
    }

    @Test func keys_areReadFromAFile() async throws {
        let folder = TemporaryFolder()
        try Data(Self.keySet.utf8).write(to: URL(filePath: folder.path + "/jwks.json"))
        let program = try await start(folder, ["OTVET_JWKS": folder.path + "/jwks.json"])
        let reply = try await identify(program, Self.token)
        #expect(reply.status == 201)
        #expect(try reply.json["user"]?["verified"]?.bool == true)
        try await program.stop()
    }

    @Test func keys_areFetchedFromAnAddress_onceTheyAreNeeded() async throws {
        let site = try KeySite()
        let folder = TemporaryFolder()
        let program = try await start(folder, ["OTVET_JWKS": site.address])
        #expect(site.readings == 0)
        for _ in 0..<3 {
            let reply = try await identify(program, Self.token)
            #expect(reply.status == 201)
        }
        #expect(site.readings == 1)
        try await program.stop()
        await site.stop()
    }

    @Test(arguments: [false, true]) func unsignedTokens_areBelieved_onlyIfThatIsSwitchedOn(isOn: Bool) async throws {
        let claims = #"{"sub":"42","exp":4070908800,"name":"Anna"}"#
        let unsigned = "\(base64URL(#"{"alg":"none"}"#.utf8)).\(base64URL(claims.utf8))."
        let secret = ["OTVET_JWT_SECRET": String(repeating: "s", count: 32)]
        let folder = TemporaryFolder()
        let program = try await start(
            folder, isOn ? ["OTVET_IDENTITY_UNSIGNED": "on"] : secret)
        let reply = try await identify(program, unsigned)
        #expect(reply.status == (isOn ? 201 : 400))
        #expect(try reply.json["user"]?["verified"]?.bool == (isOn ? false : nil))
        try await program.stop()
    }
}

/// A host site that publishes its keys.
private final class KeySite: Sendable {
    private let server: HTTPServer
    let address: String

    private let count: Counter

    private final class Counter: Sendable { let value = Atomic(0) }

    init() throws {
        let count = Counter()
        self.count = count
        var router = Router()
        router.on(
            .get, "/keys",
            sync: { _ in
                count.value.add(1, ordering: .relaxed)
                return Response(.ok, body: .bytes(Array(IdentityTests.keySet.utf8)))
            })
        var settings = ServerConfiguration()
        settings.loops = 1
        server = HTTPServer(configuration: settings, router: router)
        address = "http://127.0.0.1:\(try server.start().port)/keys"
    }

    var readings: Int { count.value.load(ordering: .relaxed) }

    func stop() async { await server.shutdown(within: .zero) }
}
