import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

// Files that Telegram does not give to bots. Staff upload them by a link in the topic, or from the panel.

extension WebAPI {
    /// `GET /api/bring/{id}`: which file is expected.
    func showAwaitedFile(_ request: Request, _ file: Attachment) throws -> Response {
        .json { json in
            json.member("attachment", file)
            json.member("limit", options.largestStaffFile)
        }
    }

    /// Checks whether there is room, before the body is read.
    func admitBring(_ request: Request, _: Attachment) throws {
        try desk.admitFile(of: announcedSize(request, atMost: options.largestStaffFile))
    }

    /// `POST /api/bring/{id}?name=…`: the body is the file.
    func bring(_ request: Request, _ awaited: Attachment) async throws -> Response {
        guard case .file(let file) = request.body else { throw DeskError.fileMalformed }
        try await desk.bringFile(file.file.descriptor, count: file.count, name: request.query("name"), as: awaited.id)
        return Response(.noContent)
    }

    /// The attachment whose file is expected. The bearer token is the part after the id in the link: its expiry and its
    /// seal. Staff send their credential instead. To anybody else there seems to be nothing at this address.
    func awaitedFile(_ request: Request) throws -> Attachment {
        try limit(.address, request)
        let parts = try bearer(request)?.split(separator: ".", maxSplits: 1) ?? []
        let id = request.parameter("id").flatMap { AttachmentID($0) }
        if parts.count == 2, let until = Int64(parts[0]) {
            guard let id else { throw DeskError.notFound }
            return try desk.awaitedFile(id, until: until, seal: String(parts[1]))
        }
        do {
            _ = try staff(request)
        } catch DeskError.unauthorized {
            throw DeskError.notFound
        }
        guard let id else { throw DeskError.notFound }
        return try desk.awaitedFile(id)
    }
}
