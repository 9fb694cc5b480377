import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// The name of a download in the log and in faults.
    static let downloadName = "file"

    /// `GET /file/bot<token>/<file_path>`: the bytes of a file, while its link works.
    func addDownloads(to router: inout Router) {
        router.on(.get, "/file/{bot}/{path...}") { [self] request in
            await answer(request, as: Self.downloadName) { request throws(APIError) in
                Parameters(values: ["file_path": .string(request.parameter("path") ?? "")])
            } with: { parameters, bot throws(APIError) in
                let path = parameters.string("file_path") ?? ""
                guard let file = change({ $0.files.file(at: path, now: $0.now) }), file.owner == bot.id else {
                    throw .notFound
                }
                return Response(fields: [.contentType: "application/octet-stream"], body: .bytes(file.bytes))
            }
        }
    }
}
