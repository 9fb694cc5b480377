import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Store

extension WebAPI {
    /// Lets in the staff, before the body is read.
    func admitStaffUpload(_ request: Request) throws {
        try limit(.upload, staff(request).identity)
    }

    /// `POST /api/admin/files?name=…`: the body is the file.
    func uploadByStaff(_ request: Request) async throws -> Response {
        let staff = try staff(request)
        guard case .file(let file) = request.body else { throw DeskError.fileMalformed }
        let attachment = try await desk.keepFile(
            file.file.descriptor, count: file.count, name: request.query("name"), limit: options.largestStaffFile,
            by: staff.identity)
        return .json(.created) { $0.member("attachment", attachment) }
    }

    /// `POST /api/admin/files/links`: files of all tickets, and one's own that are not sent yet. Others are left out.
    func staffFileLinks(_ request: Request) async throws -> Response {
        let staff = try staff(request)
        return linksResponse(try desk.links(to: askedLinks(request), for: staff.identity))
    }
}
