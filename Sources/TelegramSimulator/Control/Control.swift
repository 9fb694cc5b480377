import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// How many seconds a request for the state waits for a change.
    private static let longestWait = 25

    /// Adds what the page and browser tests call: `GET /simulator/state`, `GET
    /// /simulator/calls`, `GET /simulator/file/` with a `file_id`, and `POST /simulator/` with
    /// the name of an action and a JSON object or a form.
    func addControl(to router: inout Router) {
        router.on(.get, "/simulator/state") { [self] request in
            let after = request.query("after").flatMap { Int($0) }
            if let after { await wait(atMost: .seconds(Self.longestWait)) { $0.version != after } }
            return .json(change { $0.stateJSON(after: after ?? -1) })
        }
        router.on(.get, "/simulator/calls") { [self] request in
            let after = request.query("after").flatMap { Int($0) } ?? 0
            return .json(.array(group.calls.filter { $0.number > after }.map(\.json)))
        }
        router.on(.get, "/simulator/file/{id}") { [self] request in
            guard let file = group.file(request.parameter("id") ?? "") else { return .telegram(.notFound) }
            return .file(file)
        }
        router.on(.post, "/simulator/{action}", body: .collect(upTo: Self.maximumBody)) { [self] request in
            do throws(APIError) {
                guard let action = Group.actions[request.parameter("action") ?? ""] else { throw .notFound }
                var parameters = try Parameters(request)
                if let upload = Self.rawUpload(request, parameters) { parameters.uploads = [upload] }
                return .json(try change { group throws(APIError) in try action(&group, parameters) })
            } catch {
                return .telegram(error)
            }
        }
    }

    /// The body as a file, unless its type is one that holds parameters.
    private static func rawUpload(_ request: Request, _ parameters: Parameters) -> Upload? {
        let type = request[.contentType]?.lowercased() ?? ""
        let forms = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
        guard !request.body.bytes.isEmpty, !forms.contains(where: { type.hasPrefix($0) }) else { return nil }
        return Upload(request.body.bytes, name: parameters.string("file_name"), mimeType: type.isEmpty ? nil : type)
    }
}

extension Response {
    /// A file for the page. If its type can't run anything, it is shown in place; otherwise it is saved.
    fileprivate static func file(_ file: StoredFile) -> Response {
        let shown = ["image/jpeg", "image/png", "image/gif", "image/webp", "audio/ogg", "audio/mpeg", "video/mp4"]
        let type = (file.mimeType?.split(separator: ";").first.map(String.init)).flatMap {
            shown.contains($0) ? $0 : nil
        }
        let name = String((file.name ?? "file").map { $0.isASCII && !"\"\\\r\n".contains($0) ? $0 : "_" })
        var fields: HTTPFields = [.contentType: type ?? "application/octet-stream", .xContentTypeOptions: "nosniff"]
        fields[.contentDisposition] = type == nil ? "attachment; filename=\"\(name)\"" : "inline"
        return Response(fields: fields, body: .bytes(file.bytes))
    }
}
