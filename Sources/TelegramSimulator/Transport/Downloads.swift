import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// `GET /file/bot<token>/<file_path>`: the bytes of a file, for as long as its link is good.
    func addDownloads(to router: inout Router) {
        router.on(.get, "/file/{bot}/{path...}") { [self] request in
            do throws(APIError) {
                try checkToken(request.parameter("bot") ?? "")
                let path = request.parameter("path") ?? ""
                guard let file = change({ $0.files.file(at: path, now: $0.now) }) else { throw .notFound }
                return Response(fields: [.contentType: "application/octet-stream"], body: .bytes(file.bytes))
            } catch {
                return .telegram(error)
            }
        }
    }
}
