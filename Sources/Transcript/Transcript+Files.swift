public import Domain

extension Transcript {
    /// The pictures that browsers show without running anything.
    private static let pictures: Set<String> = ["image/jpeg", "image/png", "image/gif", "image/webp"]

    /// Whether a page can show the file itself.
    public static func isPicture(_ attachment: Attachment) -> Bool {
        attachment.state == .ready && attachment.kind != .document && pictures.contains(attachment.type ?? "")
    }

    func parts(of attachment: Attachment, _ file: File) -> [Part] {
        let caption = caption(of: attachment)
        switch (attachment.state, file) {
        case (.ready, .path(let path)) where Self.isPicture(attachment):
            let image = "<a href=\"\(escaped(path))\"><img \(size(of: attachment)) src=\"\(escaped(path))\"></a>"
            return [.html("<figure>\(image)<figcaption>\(caption)</figcaption></figure>\n")]
        case (.ready, .path(let path)):
            return [.html("<p class=\"file\"><a href=\"\(escaped(path))\">\(caption)</a></p>\n")]
        case (.ready, .embedded) where Self.isPicture(attachment):
            let type = attachment.type ?? ""
            return [
                .html("<figure><img \(size(of: attachment)) src=\"data:\(type);base64,"), .content(attachment),
                .html("\"><figcaption>\(caption)</figcaption></figure>\n"),
            ]
        case (.ready, .embedded), (.ready, .named): return [.html("<p class=\"file\">\(caption)</p>\n")]
        case (.loading, _): return [.html("<p class=\"file\">\(caption) · \(words.loading)</p>\n")]
        case (.unavailable, _): return [.html("<p class=\"file\">\(caption) · \(words.unavailable)</p>\n")]
        case (.expired, _): return [.html("<p class=\"file\">\(caption) · \(words.expired)</p>\n")]
        }
    }

    private func caption(of attachment: Attachment) -> String {
        let size = attachment.size.map { " · \(words.size($0))" } ?? ""
        return "<bdi>\(escaped(attachment.summary))</bdi>\(size)"
    }

    private func size(of attachment: Attachment) -> String {
        let alt = "alt=\"\(escaped(attachment.summary))\""
        guard let width = attachment.width, let height = attachment.height else { return alt }
        return "\(alt) width=\"\(width)\" height=\"\(height)\""
    }
}
