import Domain
import HTTPEngine
import HTTPTypes
import Logging

private let log = Logger(label: "Staff")

extension WebAPI {
    /// Answers an error. If somebody was refused at a sign-in or with a key of the staff, the log names their address,
    /// so that a firewall can block it. It contains neither what they typed nor what they sent.
    func refuse(_ error: any Error, _ request: Request) -> Response {
        if let error = error as? DeskError, let word = refusal(error, request) {
            log.warning(
                "\(word)", metadata: ["client": "\(client(of: request))", "path": "\(loggedPath(of: request))"])
        }
        return errorResponse(error, request)
    }

    private func refusal(_ error: DeskError, _ request: Request) -> Logger.Message? {
        switch error {
        case .signInRefused: "sign-in refused"
        case .invitationExpired: "invitation refused"
        case .rateLimited where request.path.hasPrefix("/api/admin/sign-in"): "too many sign-ins"
        // A browser without a session, or with an old one, is nothing to report.
        case .unauthorized, .keyRequired:
            isStaffs(request.path) && request[.authorization] != nil ? "key refused" : nil
        default: nil
        }
    }

    private func isStaffs(_ path: String) -> Bool {
        path.hasPrefix("/api/admin/") || path.hasPrefix("/api/telegram/")
    }
}
