import Desk
import Domain
import HTTPEngine
import HTTPTypes

/// The addresses and who may use each. A handler is added by one of these methods and gets who it is that asks, so that none
/// can be reached by somebody who was not looked at.
struct RouteTable {
    /// How a handler works: at once on the event loop, or with pauses.
    enum Handler<Caller: Sendable>: Sendable {
        case sync(@Sendable (Request, Caller) throws -> Response)
        case async(@Sendable (Request, Caller) async throws -> Response)
    }

    let api: WebAPI
    private(set) var router = Router()

    /// Anybody, from anywhere: pages, and what looks at credentials of its own.
    ///
    /// - Parameter isCounted: whether it takes a turn of the client's network.
    mutating func open(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, isCounted: Bool = true,
        _ handler: Handler<Void>
    ) {
        let door = Door<Void>(check: { [api] in if isCounted { try api.limit(.address, $0) } }, find: { _ in })
        add(method, path, body, door, handler)
    }

    /// Anybody on a page that may ask, whether they have a session or not.
    mutating func site(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<SessionToken?>
    ) {
        add(method, path, body, Door(check: api.checkSite, find: api.visitorToken), charged(handler))
    }

    /// Anybody on a page that may ask, who says later who they are.
    mutating func socket(_ path: String, _ handler: Handler<Void>) {
        add(.get, path, .none, Door(check: api.checkSite, find: { _ in }), handler)
    }

    /// Who has a session, on a page that may ask.
    ///
    /// - Parameters:
    ///   - limits: of the session.
    ///   - admit: asked before the body is read.
    mutating func visitor(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, limits: [RateLimit] = [],
        admit: (@Sendable (Request, SessionToken) throws -> Void)? = nil, _ handler: Handler<SessionToken>
    ) {
        let door = Door(check: api.checkSite, find: api.requiredVisitorToken) { [api] token in
            for limit in limits { try api.limit(limit, token) }
        }
        add(method, path, body, door, admit: admit, charged(handler))
    }

    /// Agents, API keys and the operator's key.
    ///
    /// - Parameters:
    ///   - limits: of the agent or the key.
    ///   - admit: asked before the body is read.
    mutating func staff(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, limits: [RateLimit] = [],
        admit: (@Sendable (Request, Staff) throws -> Void)? = nil, _ handler: Handler<Staff>
    ) {
        let door = Door(check: api.checkNetwork, find: api.staff) { [api] staff in
            for limit in limits { try api.limit(limit, staff.identity) }
        }
        add(method, path, body, door, admit: admit, handler)
    }

    /// Those of them who are administrators.
    mutating func admin(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<Staff>
    ) {
        add(method, path, body, Door(check: api.checkNetwork, find: api.administrator), handler)
    }

    /// The same, before a body is read: whoever has no key is told which.
    mutating func program(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<Staff>
    ) {
        add(
            method, path, body, Door(check: api.checkNetwork, find: api.programOfAdministrator), admit: { _, _ in },
            handler)
    }

    /// An agent in a browser: what concerns somebody's own account is no business of programs.
    mutating func account(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none, _ handler: Handler<PanelUser>
    ) {
        add(method, path, body, Door(check: api.checkNetwork, find: api.panelUser), handler)
    }

    /// Whoever shows what `find` asks for, before the body is read: a link, or a secret between two programs.
    mutating func bearer<Caller: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, body: BodyPolicy = .none,
        find: @escaping @Sendable (Request) throws -> Caller,
        admit: @escaping @Sendable (Request, Caller) throws -> Void = { _, _ in }, _ handler: Handler<Caller>
    ) {
        add(method, path, body, Door(check: { _ in }, find: find), admit: admit, handler)
    }

    /// Who may come in.
    private struct Door<Caller: Sendable>: Sendable {
        /// Before anything is known of who asks.
        let check: @Sendable (Request) throws -> Void
        let find: @Sendable (Request) throws -> Caller
        /// Takes their turns.
        var count: @Sendable (Caller) throws -> Void = { _ in }

        func enter(_ request: Request) throws -> Caller {
            try check(request)
            let caller = try find(request)
            try count(caller)
            return caller
        }
    }

    private mutating func add<Caller>(
        _ method: HTTPRequest.Method, _ path: String, _ body: BodyPolicy, _ door: Door<Caller>,
        admit: (@Sendable (Request, Caller) throws -> Void)? = nil, _ handler: Handler<Caller>
    ) {
        // Whoever came in before the body did has been counted, and is only found again.
        let enter = admit == nil ? door.enter : door.find
        let admit = admit.map { admit in { @Sendable (request: Request) in try admit(request, door.enter(request)) } }
        switch handler {
        case .sync(let handler):
            router.on(method, path, body: body, admit: admit, sync: { try handler($0, enter($0)) })
        case .async(let handler):
            router.on(method, path, body: body, admit: admit, async: { try await handler($0, enter($0)) })
        }
    }

    /// The same, and what was long is paid for.
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
