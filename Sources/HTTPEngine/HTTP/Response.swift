public import HTTPTypes

/// What a handler answers. The engine adds `Date`, `Connection` and the framing (`Content-Length` or
/// `Transfer-Encoding`), and drops those fields if a handler set them; a handler's `Connection: close` is obeyed.
public struct Response: Sendable {
    public var status: HTTPResponse.Status
    public var fields: HTTPFields
    public var body: ResponseBody

    public init(_ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:], body: ResponseBody = .empty) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The plain-text rendering of a refusal, used where the application sets no other.
    public init(_ error: HTTPError) {
        self.init(
            error.status, fields: [.contentType: "text/plain; charset=utf-8"],
            body: .bytes(Array((error.message + "\n").utf8)))
    }
}
