import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Relay

extension WebAPI {
    /// `POST /api/admin/sign-in`
    func signIn(_ request: Request) async throws -> Response {
        try refuseForeignPages(request)
        var (name, password, code) = (String?.none, String?.none, String?.none)
        var telegramCode: String?
        try readBody(request) { member, reader in
            switch member {
            case "name": name = try reader.string()
            case "password": password = try reader.string()
            case "code": code = try reader.optionalString()
            case "telegram_code": telegramCode = try reader.string()
            default: try reader.skip()
            }
        }
        let visit = visit(request)
        if let telegramCode {
            let attempt = try desk.attempt(telegramCode: telegramCode, from: visit)
            try limitSignIn(attempt, name: nil, from: visit, request)
            return welcome(try await desk.signIn(telegramCode: telegramCode, code: code, from: visit))
        }
        guard let name else { throw DeskError.invalid(.name) }
        guard let password else { throw DeskError.invalid(.password) }
        let attempt = try desk.attempt(login: name, from: visit)
        try limitSignIn(attempt, name: (try? AgentLogin(name))?.text ?? "", from: visit, request)
        return welcome(try await desk.signIn(attempt, Password(typed: password), code: code, from: visit))
    }

    /// Where a sign-in comes from.
    func visit(_ request: Request) -> Desk.Visit {
        let client = client(of: request)
        return Desk.Visit(
            browser: browserCookie(request), network: client.network.description, address: client.description,
            userAgent: request[.userAgent])
    }

    /// `GET /api/admin/sign-in`: which ways to sign in there are besides the password.
    func waysIn(_ request: Request) throws -> Response {
        .json { $0.member("telegram_url", ifPresent: options.telegram?.relay.signInURL) }
    }

    /// `POST /api/admin/telegram`
    func linkTelegram(_ request: Request, _ user: PanelUser) async throws -> Response {
        let account = user.account
        try limitProof(account.agent.id)
        var telegramCode: String?
        try readBody(request) { member, reader in
            if member == "telegram_code" { telegramCode = try reader.string() } else { try reader.skip() }
        }
        guard let telegramCode else { throw DeskError.invalid(.code) }
        let linked = try await desk.linkTelegram(
            account.agent.id, telegramCode: telegramCode, by: actor(user, request))
        return .json { $0.staff(linked, role: linked.role) }
    }

    /// `POST /api/admin/sign-out`
    func signOutStaff(_ request: Request, _ user: PanelUser) async throws -> Response {
        try await desk.signOut(user.session, by: actor(user, request))
        return Response(.noContent, fields: [.setCookie: endingCookie])
    }

    /// `GET /api/admin/me`
    func me(_ request: Request, _ staff: Staff) throws -> Response {
        .json { json in
            json.staff(staff.account, role: staff.role)
            limits(&json, largestFile: options.largestStaffFile)
        }
    }

    func welcome(_ signedIn: Desk.SignedIn) -> Response {
        var response = Response.json { $0.staff(signedIn.account, role: signedIn.account.role) }
        for cookie in cookies(signedIn) { response.fields.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }

    /// Refuses pages of other sites, which could sign somebody in as somebody else. Programs may call,
    /// because nobody is signed in yet.
    func refuseForeignPages(_ request: Request) throws {
        if request[.secFetchSite] != nil || request[.origin] != nil { try refuseOtherSites(request) }
    }
}
