import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Store

extension WebAPI {
    /// Checks whether there is room, before the body is read.
    func admitStaffUpload(_ request: Request, _: Staff) throws {
        try desk.admitFile(of: announcedSize(request, atMost: options.largestStaffFile))
    }

    /// `POST /api/admin/files?name=…`: the body is the file.
    func uploadByStaff(_ request: Request, _ staff: Staff) async throws -> Response {
        guard case .file(let file) = request.body else { throw DeskError.fileMalformed }
        let attachment = try await desk.keepFile(
            file.file.descriptor, count: file.count, name: request.query("name"), limit: options.largestStaffFile,
            by: staff.identity)
        return .json(.created) { $0.member("attachment", attachment) }
    }

    /// `POST /api/admin/files/links`: files of all tickets, and the caller's own that are
    /// not sent yet. Others are left out.
    func staffFileLinks(_ request: Request, _ staff: Staff) async throws -> Response {
        linksResponse(try desk.links(to: askedLinks(request), for: staff.identity))
    }
}
