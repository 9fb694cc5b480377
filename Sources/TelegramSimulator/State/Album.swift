/// One file of an album.
struct AlbumItem {
    var kind: MediaKind
    var source: MediaSource
    var details: MediaDetails
    var caption: FormattedText?
}

extension Group {
    /// The contents of an album's messages. The type of a document is not detected here, because
    /// an album has one family of kinds.
    mutating func album(_ items: [AlbumItem]) throws(APIError) -> [Media] {
        guard !items.isEmpty else { throw .badRequest("there are no messages to send") }
        guard items.count <= Self.largestAlbum else { throw .badRequest("too many messages to send as an album") }
        let families = Set(items.map(\.kind.albumFamily))
        if families.count > 1 {
            let odd = families.contains("document") ? "document" : "audio"
            throw .badRequest("\(odd) can't be mixed with other media types")
        }
        var contents: [Media] = []
        for (number, item) in items.enumerated() {
            var details = item.details
            details.detectsContent = false
            do throws(APIError) {
                contents.append(Media(fields: try fields(item.kind, item.source, details), caption: item.caption))
            } catch {
                // A refusal of the backend is worded differently from one of the server.
                let reason = error.description.dropFirst("Bad Request: ".count)
                guard reason.allSatisfy({ $0.isUppercase || $0 == "_" }) else { throw error }
                throw .badRequest("failed to send message #\(number + 1) with the error message \"\(reason)\"")
            }
        }
        guard contents.count > 1 else { return contents }
        lastAlbum += 1
        let id = "139\(lastAlbum + 10_000_000_000_000)"
        for index in contents.indices { contents[index].albumID = id }
        return contents
    }
}
