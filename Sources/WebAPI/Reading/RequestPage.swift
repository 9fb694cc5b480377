import Domain
import HTTPEngine
import HTTPTypes
import JSON

/// The page that a visitor is on, as the widget reports it.
struct RequestPage {
    var url: String?
    var title: String?
    var referrer: String?

    init() {}

    init(_ reader: inout JSONReader) throws {
        try reader.object { name, reader in
            switch name {
            case "url": url = try reader.optionalString()
            case "title": title = try reader.optionalString()
            case "referrer": referrer = try reader.optionalString()
            default: try reader.skip()
            }
        }
    }

    func context(_ request: Request, locale: String? = nil) -> VisitorContext {
        VisitorContext(
            pageURL: url, pageTitle: title, referrer: referrer, userAgent: request[.userAgent], locale: locale)
    }
}
