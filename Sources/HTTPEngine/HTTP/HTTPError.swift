public import HTTPTypes

/// A refusal that has a status: what the engine says about a request it will not serve, and what a handler may throw.
public struct HTTPError: Error, Sendable, Hashable {
    /// The status of the answer, 4xx or 5xx.
    public let status: HTTPResponse.Status
    /// A stable machine-readable word such as `head_too_large`.
    public let code: String
    /// One sentence for a person. It goes to the client, so it holds no internal detail.
    public let message: String

    public init(_ status: HTTPResponse.Status, code: String, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }
}
