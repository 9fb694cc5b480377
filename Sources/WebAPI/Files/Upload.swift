import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Store

extension WebAPI {
    /// Checks whether this visitor may send a file, before the body is read.
    func admitUpload(_ request: Request, _ token: SessionToken) throws {
        let state = try desk.session(token)
        guard !state.isBanned else { throw DeskError.banned }
        let bytes = announcedSize(request, atMost: options.largestFile)
        try desk.admitFile(of: bytes, by: state.user.id)
        try limitFile(of: bytes, request)
    }

    /// The size that a body announces; `limit` if it announces none.
    func announcedSize(_ request: Request, atMost limit: Int) -> Int {
        min(request[.contentLength].flatMap { Int($0) } ?? limit, limit)
    }

    /// `POST /api/support/files?name=…`: the body is the file.
    func upload(_ request: Request, _ token: SessionToken) async throws -> Response {
        guard case .file(let file) = request.body else { throw DeskError.fileMalformed }
        let attachment = try await desk.keepFile(
            file.file.descriptor, count: file.count, name: request.query("name"), limit: options.largestFile,
            by: token)
        return .json(.created) { $0.member("attachment", attachment) }
    }

    /// `POST /api/support/files/links`: addresses of files that work for a limited time. Files that do not exist or are
    /// not this visitor's are left out.
    func fileLinks(_ request: Request, _ token: SessionToken) async throws -> Response {
        return linksResponse(try desk.links(to: askedLinks(request), for: token))
    }

    /// The files for which links are requested.
    func askedLinks(_ request: Request) throws -> [AttachmentID] {
        var ids: [AttachmentID]?
        try readBody(request) { name, reader in
            if name == "ids" { ids = try attachmentIDs(&reader, limit: Self.linksAtOnce) } else { try reader.skip() }
        }
        guard let ids else { throw DeskError.invalid(.attachmentIDs) }
        return ids
    }

    func linksResponse(_ links: [FileLink]) -> Response {
        .json { json in
            json.array("links") { json in
                for link in links {
                    json.object { json in
                        json.member("id", link.attachment.description)
                        json.member("url", link.path)
                        json.member("expires_at", link.expiresAt.description)
                    }
                }
            }
        }
    }

    /// Enough for a page of history full of files.
    private static let linksAtOnce = 100
}
