import Desk
import Domain
import HTTPEngine
import HTTPTypes

/// The addresses, and who may use each. Every handler is added by one of these methods and is given the caller, so that
/// none can be reached by a caller who was not checked.
struct RouteTable {
    /// How a handler runs: synchronously on the event loop, or as a task.
    enum Handler<Caller: Sendable>: Sendable {
        case sync(@Sendable (Request, Caller) throws -> Response)
        case async(@Sendable (Request, Caller) async throws -> Response)
    }

    let api: WebAPI
    private(set) var router = Router()

    /// For everybody from anywhere: pages, and handlers that check credentials themselves.
    ///
    /// - Parameter isCounted: Whether the request counts for the client's network.
    mutating func open(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, isCounted: Bool = true,
        _ handler: Handler<Void>
    ) {
        let access = AccessCheck<Void>(check: { [api] in if isCounted { try api.limit(.address, $0) } }, find: { _ in })
        add(method, path, body, access, handler)
    }

    /// For everybody on a page of an allowed site, with or without a session.
    mutating func site(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<SessionToken?>
    ) {
        add(method, path, body, AccessCheck(check: api.checkSite, find: api.visitorToken), charged(handler))
    }

    /// For everybody on a page of an allowed site, who sends credentials later.
    mutating func socket(_ path: String, _ handler: Handler<Void>) {
        add(.get, path, .none, AccessCheck(check: api.checkSite, find: { _ in }), handler)
    }

    /// For visitors with a session, on a page of an allowed site.
    ///
    /// - Parameters:
    ///   - limits: Are counted for the session.
    ///   - admit: Is called before the body is read.
    mutating func visitor(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, limits: [RateLimit] = [],
        admit: (@Sendable (Request, SessionToken) throws -> Void)? = nil, _ handler: Handler<SessionToken>
    ) {
        let access = AccessCheck(check: api.checkSite, find: api.requiredVisitorToken) { [api] token in
            for limit in limits { try api.limit(limit, token) }
        }
        add(method, path, body, access, admit: admit, charged(handler))
    }

    /// For agents, API keys and the operator's key.
    ///
    /// - Parameters:
    ///   - limits: Are counted for the agent or the key.
    ///   - admit: Is called before the body is read.
    mutating func staff(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, limits: [RateLimit] = [],
        admit: (@Sendable (Request, Staff) throws -> Void)? = nil, _ handler: Handler<Staff>
    ) {
        let access = AccessCheck(check: api.checkNetwork, find: api.staff) { [api] staff in
            for limit in limits { try api.limit(limit, staff.identity) }
        }
        add(method, path, body, access, admit: admit, handler)
    }

    /// For administrators among them.
    mutating func admin(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<Staff>
    ) {
        add(method, path, body, AccessCheck(check: api.checkNetwork, find: api.administrator), handler)
    }

    /// The same, checked before the body is read. A caller without a key is told which key is needed.
    mutating func program(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<Staff>
    ) {
        add(
            method, path, body, AccessCheck(check: api.checkNetwork, find: api.programOfAdministrator),
            admit: { _, _ in },
            handler)
    }

    /// For an agent in a browser: programs may not change somebody's own account.
    mutating func account(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<PanelUser>
    ) {
        add(method, path, body, AccessCheck(check: api.checkNetwork, find: api.panelUser), handler)
    }

    /// For a caller who sends what `find` checks, before the body is read: a link, or a secret between two programs.
    mutating func bearer<Caller: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none,
        find: @escaping @Sendable (Request) throws -> Caller,
        admit: @escaping @Sendable (Request, Caller) throws -> Void = { _, _ in }, _ handler: Handler<Caller>
    ) {
        add(method, path, body, AccessCheck(check: { _ in }, find: find), admit: admit, handler)
    }

    /// How the callers of a route are checked.
    private struct AccessCheck<Caller: Sendable>: Sendable {
        /// Runs before anything is known about the caller.
        let check: @Sendable (Request) throws -> Void
        let find: @Sendable (Request) throws -> Caller
        /// Counts the use for the caller.
        var count: @Sendable (Caller) throws -> Void = { _ in }

        func enter(_ request: Request) throws -> Caller {
            try check(request)
            let caller = try find(request)
            try count(caller)
            return caller
        }
    }

    private mutating func add<Caller>(
        _ method: HTTPRequest.Method, _ path: String, _ body: BodyPolicy, _ access: AccessCheck<Caller>,
        admit: (@Sendable (Request, Caller) throws -> Void)? = nil, _ handler: Handler<Caller>
    ) {
        // A caller who was checked before the body was read has been counted, and is only looked up again.
        let enter = admit == nil ? access.enter : access.find
        let admit = admit.map { admit in { @Sendable (request: Request) in try admit(request, access.enter(request)) } }
        switch handler {
        case .sync(let handler):
            router.on(method, path, body: body, admit: admit, sync: { try handler($0, enter($0)) })
        case .async(let handler):
            router.on(method, path, body: body, admit: admit, async: { try await handler($0, enter($0)) })
        }
    }

    /// The same handler; a long answer is counted for the client's network.
    private func charged<Caller>(_ handler: Handler<Caller>) -> Handler<Caller> {
        switch handler {
        case .sync(let handler):
            .sync { [api] request, caller in
                let response = try handler(request, caller)
                api.charge(for: response, request)
                return response
            }
        case .async(let handler):
            .async { [api] request, caller in
                let response = try await handler(request, caller)
                api.charge(for: response, request)
                return response
            }
        }
    }
}

extension RouteTable.Handler<Void> {
    static func sync(_ handler: @escaping @Sendable (Request) throws -> Response) -> Self {
        .sync { request, _ in try handler(request) }
    }

    static func async(_ handler: @escaping @Sendable (Request) async throws -> Response) -> Self {
        .async { request, _ in try await handler(request) }
    }
}
