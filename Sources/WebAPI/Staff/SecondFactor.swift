import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/admin/totp`: a request with the password begins it, and one with a code confirms it.
    func setSecondFactor(_ request: Request, _ user: PanelUser) async throws -> Response {
        let account = user.account
        let (password, code) = try readProof(request)
        try limitProof(account.agent.id)
        if let code {
            let codes = try await desk.confirmSecondFactor(
                of: account.agent.id, code: code, by: actor(user, request))
            return .json { json in
                json.array("recovery_codes") { json in
                    for code in codes { json.string(code) }
                }
            }
        }
        guard let password else { throw DeskError.invalid(.password) }
        let secret = try await desk.beginSecondFactor(of: account.agent.id, password: password)
        return .json { json in
            json.member("secret", secret.text)
            json.member("otpauth_uri", secret.address)
        }
    }

    /// `DELETE /api/admin/totp`
    func removeSecondFactor(_ request: Request, _ user: PanelUser) async throws -> Response {
        let account = user.account
        let (password, code) = try readProof(request)
        try limitProof(account.agent.id)
        guard let password else { throw DeskError.invalid(.password) }
        try await desk.removeSecondFactor(
            of: account.agent.id, password: password, code: code ?? "", by: actor(user, request))
        return Response(.noContent)
    }

    private func readProof(_ request: Request) throws -> (Password?, code: String?) {
        var (password, code) = (String?.none, String?.none)
        try readBody(request) { member, reader in
            switch member {
            case "password": password = try reader.string()
            case "code": code = try reader.string()
            default: try reader.skip()
            }
        }
        return (password.map { Password(typed: $0) }, code)
    }
}
