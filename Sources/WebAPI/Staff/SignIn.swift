import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/admin/sign-in`
    func signIn(_ request: Request) async throws -> Response {
        try limit(.address, request)
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
        if let telegramCode {
            try limitSignIn(nil, request)
            return welcome(
                try await desk.signIn(telegramCode: telegramCode, code: code, userAgent: request[.userAgent]))
        }
        guard let name else { throw DeskError.invalid(.name) }
        guard let password else { throw DeskError.invalid(.password) }
        try limitSignIn(String(name.lowercased().prefix(User.longestName)), request)
        let signedIn = try await desk.signIn(
            name, Password(typed: password), code: code, userAgent: request[.userAgent])
        return welcome(signedIn)
    }

    /// `GET /api/admin/sign-in`: what ways in there are beside the password.
    func waysIn(_ request: Request) throws -> Response {
        try limit(.address, request)
        return .json { $0.member("telegram_url", ifPresent: desk.telegramSignInURL) }
    }

    /// `POST /api/admin/telegram`
    func linkTelegram(_ request: Request) async throws -> Response {
        let account = try signedIn(request).account
        try limitSignIn(nil, request)
        var telegramCode: String?
        try readBody(request) { member, reader in
            if member == "telegram_code" { telegramCode = try reader.string() } else { try reader.skip() }
        }
        guard let telegramCode else { throw DeskError.invalid(.code) }
        let linked = try await desk.linkTelegram(account.agent.id, telegramCode: telegramCode)
        return .json { $0.staff(linked, role: linked.role) }
    }

    /// `POST /api/admin/sign-out`
    func signOutStaff(_ request: Request) async throws -> Response {
        let session = try signedIn(request).session
        try await desk.endStaffSession(session.id, of: session.agent)
        return Response(.noContent, fields: [.setCookie: cookie(nil)])
    }

    /// `GET /api/admin/me`
    func me(_ request: Request) throws -> Response {
        let staff = try staff(request)
        return .json { json in
            json.staff(staff.account, role: staff.role)
            limits(&json, largestFile: options.largestStaffFile)
        }
    }

    func welcome(_ signedIn: Desk.SignedIn) -> Response {
        var response = Response.json { $0.staff(signedIn.account, role: signedIn.account.role) }
        response.fields[.setCookie] = cookie(signedIn.secret)
        return response
    }

    /// Nobody is signed in yet, so a program may ask; but no other site's page, which could sign somebody in as somebody
    /// else.
    func refuseForeignPages(_ request: Request) throws {
        if request[.secFetchSite] != nil || request[.origin] != nil { try refuseOtherSites(request) }
    }
}
