/// One of the files that are sent together.
struct AlbumItem {
    var kind: MediaKind
    var source: MediaSource
    var details: MediaDetails
    var caption: FormattedText?
}

extension Group {
    /// What the messages of an album hold. A document is not looked into here, for an album stays of one family.
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
                // What the backend refuses comes in other words than what the server refuses.
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
