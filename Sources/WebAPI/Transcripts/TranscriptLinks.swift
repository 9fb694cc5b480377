import Desk
import Domain
import HTTPEngine
import JSON

extension WebAPI {
    /// `POST /api/tickets/{id}/transcript`: where the visitor's browser can save the conversation from.
    func transcriptLink(_ request: Request, _ token: SessionToken) throws -> Response {
        linkResponse(try desk.transcriptLink(to: ticketID(request), of: token))
    }

    /// `POST /api/admin/tickets/{id}/transcript`
    func staffTranscriptLink(_ request: Request, _ staff: Staff) async throws -> Response {
        var withNotes = false
        try readBody(request) { name, reader in
            if name == "notes" { withNotes = try reader.bool() } else { try reader.skip() }
        }
        let by = actor(staff, request)
        return linkResponse(try await desk.transcriptLink(to: ticketID(request), withNotes: withNotes, by: by))
    }

    private func linkResponse(_ link: TranscriptLink) -> Response {
        .json { json in
            json.member("url", link.path)
            json.member("expires_at", link.expiresAt.description)
        }
    }
}
