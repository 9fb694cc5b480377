extension Group {
    /// The most bytes of a file that can be downloaded (Bot API server).
    static let largestDownload = 20 << 20

    /// `getFile` → File, with a link to it that works for an hour.
    mutating func getFile(_ parameters: Parameters) throws(APIError) -> MethodResult {
        guard let id = parameters.string("file_id"), files.couldHold(id) else { throw .badRequest("invalid file_id") }
        guard let file = files[id], file.owner == bot.id else {
            throw .badRequest("wrong file_id or the file is temporarily unavailable")
        }
        guard file.bytes.count <= Self.largestDownload else { throw .badRequest("file is too big") }
        files.openLink(to: file, at: now)
        var json = file.json
        json["file_path"] = .string(file.path)
        return MethodResult(json)
    }
}
