public import HTTPTypes

/// A handler's answer. The engine adds `Date`, `Connection` and the framing (`Content-Length` or `Transfer-Encoding`),
/// and drops these fields if a handler sets them. A handler's `Connection: close` is obeyed.
public struct Response: Sendable {
    public var status: HTTPResponse.Status
    public var fields: HTTPFields
    public var body: ResponseBody

    public init(_ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:], body: ResponseBody = .empty) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A refusal as plain text, unless the application renders it in another way.
    public init(_ error: HTTPError) {
        self.init(
            error.status, fields: [.contentType: "text/plain; charset=utf-8"],
            body: .bytes(Array((error.message + "\n").utf8)))
    }
}
