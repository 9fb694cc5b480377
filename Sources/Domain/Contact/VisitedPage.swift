public import JSON

/// A page that a visitor has walked through.
public struct VisitedPage: Sendable, Equatable {
    public let url: String
    public let title: String?
    public let at: Timestamp

    /// Pages that are kept of one browser.
    public static let most = 10

    /// - Returns: Nil without an address. Both texts are bounded as those of ``VisitorContext``.
    public init?(url: String, title: String?, at: Timestamp) {
        let context = VisitorContext(pageURL: url, pageTitle: title)
        guard let url = context.pageURL else { return nil }
        (self.url, self.title, self.at) = (url, context.pageTitle, at)
    }
}

extension VisitedPage {
    /// - Returns: Nil if it lacks an address or a time.
    fileprivate init?(_ reader: inout JSONReader) throws {
        var (url, title, at) = (String?.none, String?.none, Timestamp?.none)
        try reader.object { name, reader in
            switch name {
            case "url": url = try reader.string()
            case "title": title = try reader.optionalString()
            case "at": at = Timestamp(try reader.string())
            default: try reader.skip()
            }
        }
        guard let url, let at else { return nil }
        self.init(url: url, title: title, at: at)
    }
}

extension [VisitedPage] {
    /// Reads pages, the oldest first, and keeps the last ``VisitedPage/most``. What is no page is left out: a site may put
    /// anything where the widget keeps them, and no message has to wait for that.
    ///
    /// - Throws: ``JSONError`` if it is not an array.
    public init(_ reader: inout JSONReader) throws {
        var pages: [VisitedPage] = []
        try reader.array { reader in
            var other = reader
            let page = try? VisitedPage(&other)
            try reader.skip()
            guard let page else { return }
            pages.append(page)
            if pages.count > VisitedPage.most { pages.removeFirst() }
        }
        self = pages
    }

    /// - Throws: ``JSONError`` if it is not an array.
    public init(json: [UInt8]) throws {
        var reader = JSONReader(json)
        try self.init(&reader)
    }

    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(self) }
        return writer.bytes
    }

    /// None of them is later than `now`, whatever a browser's clock says.
    public func noLater(than now: Timestamp) -> [VisitedPage] {
        compactMap { VisitedPage(url: $0.url, title: $0.title, at: Swift.min($0.at, now)) }
    }
}

extension JSONWriter {
    public mutating func array(_ name: StaticString, _ pages: [VisitedPage]) {
        array(name) { $0.elements(pages) }
    }

    fileprivate mutating func elements(_ pages: [VisitedPage]) {
        for page in pages {
            object { json in
                json.member("url", page.url)
                json.member("title", ifPresent: page.title)
                json.member("at", page.at.description)
            }
        }
    }
}
