public import HTTPTypes

/// A refusal with a status: the engine's answer to a request that it does not serve, or what a handler throws.
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
