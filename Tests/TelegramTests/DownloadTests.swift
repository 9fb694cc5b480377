import FoundationEssentials
import HTTPEngine
import HTTPTypes
import TestSupport
import Testing

@testable import Telegram

/// Files from the Bot API, and from the disk of a server of one's own.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DownloadTests {
    private static let token = "7000000001:SECRET-SECRET-SECRET"
    private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    /// Runs `body` with a bot, an empty folder, and a count of the requests for files.
    private func withBot(
        filesFolder: String? = nil, file: String,
        _ body: (BotClient, TemporaryFolder, Counter) async throws -> Void
    ) async throws {
        let asked = Counter()
        var router = Router()
        router.on(.post, "/{bot}/getFile", body: .collect(upTo: 1000)) { _ in
            Response(
                fields: [.contentType: "application/json"], body: .bytes(Array(#"{"ok":true,"result":\#(file)}"#.utf8)))
        }
        router.on(.get, "/file/{bot}/{path...}") { request in
            asked.next()
            guard request.parameter("bot") == "bot" + Self.token else { return Response(.unauthorized) }
            switch request.parameter("path") {
            case "documents/a b.bin": return Response(body: .bytes(Self.bytes))
            case "documents/endless":
                return Response(body: .stream { writer in while true { try await writer.write(Self.bytes) } })
            case "documents/cut":
                return Response(
                    body: .stream { writer in
                        try await writer.write(Self.bytes)
                        throw Cut()
                    })
            case "documents/empty": return Response(body: .bytes([]))
            case "documents/busy": return Response(.badGateway)
            default: return Response(.notFound)
            }
        }
        var configuration = ServerConfiguration()
        configuration.loops = 1
        let server = HTTPServer(configuration: configuration, router: router)
        let session = CurlSession()
        let bot = BotClient(
            token: Self.token, apiURL: "http://127.0.0.1:\(try server.start().port)", filesFolder: filesFolder,
            session: session)
        try await body(bot, TemporaryFolder(), asked)
        await session.shutdown()
        await server.shutdown(within: .seconds(1))
    }

    private struct Cut: Error {}

    /// Whatever hangs, a small file is given up sooner than a large one.
    @Test(
        arguments: [
            (nil, 95, 350, 30), (0, 15, 30, 30), (1 << 20, 19, 46, 50), (20 << 20, 95, 350, 449),
            (50 << 20, 95, 830, 1078),
        ] as [(Int?, Int, Int, Int)])
    func timesOfAFile_followItsSize(size: Int?, preparation: Int, download: Int, upload: Int) {
        #expect(BotClient.patience(forFileOf: size) == .seconds(preparation))
        #expect(BotClient.time(for: size ?? BotClient.downloadLimit) == .seconds(download))
        #expect(BotClient.patience(forUploadOf: size ?? 0) == .seconds(upload))
    }

    private func file(_ path: String, size: Int? = nil) -> String {
        let size = size.map { #","file_size":\#($0)"# } ?? ""
        return #"{"file_id":"F","file_unique_id":"U"\#(size),"file_path":"\#(path)"}"#
    }

    @Test func file_isAskedFor_andStreamedToTheDisk() async throws {
        try await withBot(file: file("documents/a b.bin", size: 300_000)) { bot, folder, _ in
            let found = try await bot.getFile("F")
            #expect(found.id == "F" && found.uniqueID == "U" && found.size == 300_000)
            let path = folder.path + "/a"
            #expect(try await bot.download(found, to: path, limit: 300_000) == 300_000)
            #expect(FileManager.default.contents(atPath: path).map { Array($0) } == Self.bytes)
            // What is there already is never written over.
            let again = await failure(bot, found, to: path)
            guard case .notStored = again else { return #expect(Bool(false), "\(String(describing: again))") }
            #expect(FileManager.default.contents(atPath: path).map { Array($0) } == Self.bytes)
        }
    }

    @Test(
        arguments: [
            ("documents/a b.bin", 299_999, .tooBig(limit: 299_999)),
            ("documents/endless", 1 << 20, .tooBig(limit: 1 << 20)),
            ("documents/gone", 1, .unavailable("status 404")), ("documents/busy", 1, .unreachable("status 502")),
            ("../getMe", 1, .unavailable("Telegram named no path that may be read")),
        ] as [(String, Int, DownloadError)])
    func failure_isNamed_andLeavesNothing(path: String, limit: Int, error: DownloadError) async throws {
        try await withBot(file: file(path)) { bot, folder, _ in
            let found = try await bot.getFile("F")
            let failure = await failure(bot, found, to: folder.path + "/a", limit: limit)
            #expect(failure == error)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func brokenConnection_leavesNothing_andTellsNoToken() async throws {
        try await withBot(file: file("documents/cut")) { bot, folder, _ in
            let found = try await bot.getFile("F")
            let failure = await failure(bot, found, to: folder.path + "/a")
            guard case .unreachable(let reason) = failure else { return #expect(Bool(false)) }
            #expect(!reason.contains("SECRET"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    /// A proxy may give another page in its place, or end early without a sign of it.
    @Test(
        arguments: [
            ("documents/a b.bin", 300_001, nil, "300000 bytes came, of 300001"),
            ("documents/a b.bin", 299_999, nil, "300000 bytes came, of 299999"),
            ("documents/a b.bin", nil, 300_001, "300000 bytes came, of 300001"),
            ("documents/a b.bin", 300_000, 7, nil), ("documents/a b.bin", nil, nil, nil),
            ("documents/empty", nil, nil, "nothing came"), ("documents/empty", 0, nil, "nothing came"),
        ] as [(String, Int?, Int?, String?)])
    func fileOfAnotherLength_isNotTaken(path: String, size: Int?, known: Int?, reason: String?) async throws {
        try await withBot(file: file(path, size: size)) { bot, folder, _ in
            let found = try await bot.getFile("F")
            let failure = await failure(bot, found, size: known, to: folder.path + "/a")
            #expect(failure == reason.map { .unreachable($0) })
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty == (reason != nil))
        }
    }

    /// The Bot API server may still be writing it.
    @Test(arguments: [(300_001, "300000 bytes came, of 300001"), (300_000, nil)] as [(Int, String?)])
    func localFileOfAnotherLength_isNotTaken(size: Int, reason: String?) async throws {
        let disk = TemporaryFolder()
        #expect(FileManager.default.createFile(atPath: disk.path + "/a.bin", contents: Data(Self.bytes)))
        try await withBot(filesFolder: disk.path, file: file(disk.path + "/a.bin", size: size)) { bot, folder, _ in
            let found = try await bot.getFile("F")
            #expect(await failure(bot, found, to: folder.path + "/a") == reason.map { .unreachable($0) })
        }
    }

    @Test func claimedSize_isEnoughToRefuse() async throws {
        try await withBot(file: file("documents/a b.bin", size: 21 << 20)) { bot, folder, asked in
            let found = try await bot.getFile("F")
            #expect(await failure(bot, found, to: folder.path + "/a") == .tooBig(limit: 20 << 20))
            #expect(asked.value == 0)
        }
    }

    @Test func localFile_isCopied_onlyFromBelowTheFolder() async throws {
        let disk = TemporaryFolder()
        let outside = TemporaryFolder()
        for path in [disk.path + "/a.bin", outside.path + "/secret"] {
            #expect(FileManager.default.createFile(atPath: path, contents: Data(Self.bytes)))
        }
        try FileManager.default.createSymbolicLink(
            atPath: disk.path + "/link", withDestinationPath: outside.path + "/secret")
        let cases: [(path: String, limit: Int, isThere: Bool)] = [
            (disk.path + "/a.bin", 300_000, true), (disk.path + "/a.bin", 299_999, false),
            (disk.path + "/link", 300_000, false), (disk.path + "/none", 300_000, false),
            (disk.path + "/../x", 300_000, false),
        ]
        for row in cases {
            try await withBot(filesFolder: disk.path, file: file(row.path)) { bot, folder, asked in
                let found = try await bot.getFile("F")
                let failure = await failure(bot, found, to: folder.path + "/a", limit: row.limit)
                #expect((failure == nil) == row.isThere)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty != row.isThere)
                #expect(asked.value == 0)
            }
        }
        // Elsewhere on the server's disk: only its web server can tell.
        try await withBot(filesFolder: disk.path, file: file(outside.path + "/secret")) { bot, folder, asked in
            let found = try await bot.getFile("F")
            #expect(await failure(bot, found, to: folder.path + "/a") == .unavailable("status 404"))
            #expect(asked.value == 1)
        }
    }

    private func failure(
        _ bot: BotClient, _ file: RemoteFile, size: Int? = nil, to path: String, limit: Int = BotClient.downloadLimit
    ) async -> DownloadError? {
        do throws(DownloadError) {
            try await bot.download(file, size: size, to: path, limit: limit)
            return nil
        } catch {
            return error
        }
    }
}
