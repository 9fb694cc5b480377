@_spi(Channel) import Desk
import Domain
import HTTPEngine
import TestSupport
import WebAPI

@testable import Store

/// The API on a real server with a store of its own.
final class WebAPIFixture: Sendable {
    static let adminToken = "an-admin-token-of-the-tests"

    let folder: TemporaryFolder
    let desk: Desk
    let port: UInt16
    private let server: HTTPServer

    init(
        trustedProxies: [String] = ["127.0.0.1", "::1"], budget: FileBudget = FileBudget(),
        isMirrored: Bool = false, folder: TemporaryFolder = TemporaryFolder(),
        _ change: (inout WebAPI.Options) -> Void = { _ in }
    ) throws {
        self.folder = folder
        desk = try Desk(
            folder: folder.path, isMirrored: isMirrored, publicURL: "https://desk.example", budget: budget)
        var options = WebAPI.Options()
        options.adminToken = Self.adminToken
        change(&options)
        var configuration = ServerConfiguration()
        configuration.renderError = { errorResponse($0) }
        configuration.spoolDirectory = folder.path
        configuration.loops = 1
        configuration.trustedProxies = trustedProxies.compactMap { IPNetwork($0) }
        configuration.limits.headTimeout = .seconds(600)  // a busy machine must not run into it
        server = HTTPServer(
            configuration: configuration,
            router: WebAPI(desk: desk, options: options).router { ServerStatistics() })
        port = try server.start().port
    }

    deinit { Task { [server] in await server.shutdown(within: .zero) } }

    /// The store takes no writes from now on, as when its disk has been remounted to be read only.
    func refuseWrites() async throws {
        try await desk.store.write { transaction in
            try transaction.connection.run(script: "PRAGMA query_only = 1")
        }
    }

    func client() throws -> APIClient { try APIClient(port: port) }

    /// A new visitor's token.
    func visitor() async throws -> String { try await desk.openSession(context: VisitorContext()).token.text }

    /// Lets the staff answer in the visitor's conversation.
    func answer(_ text: String, to token: String) async throws {
        guard let token = SessionToken(token), let chat = try desk.session(token).chat else { throw DeskError.notFound }
        let user = try desk.session(token).user.id
        let draft = MessageDraft(author: .agent, text: try MessageText(text), authorName: "Olga")
        _ = try await desk.store.write { try $0.insert(draft, ticket: chat, user: user, now: .now()) }
    }
}
