import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

// Files that Telegram does not give to bots: staff bring them by a link that stands in the topic.

extension WebAPI {
    /// `GET /api/bring/{id}`: what is awaited.
    func awaitedFile(_ request: Request) throws -> Response {
        let file = try askedFor(request)
        return .json { json in
            json.member("attachment", file)
            json.member("limit", options.largestStaffFile)
        }
    }

    /// Lets in who has the link, before the body is read.
    func admitBring(_ request: Request) throws {
        _ = try askedFor(request)
    }

    /// `POST /api/bring/{id}?name=…`: the body is the file.
    func bring(_ request: Request) async throws -> Response {
        let id = try askedFor(request).id
        guard case .file(let file) = request.body else { throw DeskError.fileMalformed }
        try await desk.bringFile(file.file.descriptor, count: file.count, name: request.query("name"), as: id)
        return Response(.noContent)
    }

    /// The bearer token is what stands behind the id in the link: when it ends, and its seal.
    private func askedFor(_ request: Request) throws -> Attachment {
        try limit(.address, request)
        let parts = try bearer(request)?.split(separator: ".", maxSplits: 1) ?? []
        guard let id = request.parameter("id").flatMap({ AttachmentID($0) }), parts.count == 2,
            let until = Int64(parts[0])
        else { throw DeskError.notFound }
        return try desk.awaitedFile(id, until: until, seal: String(parts[1]))
    }
}
