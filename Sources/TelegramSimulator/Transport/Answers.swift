import HTTPEngine
import HTTPTypes

extension Response {
    static func telegram(_ result: MethodResult) -> Response {
        var envelope: APIValue = ["ok": true, "result": result.value]
        envelope["description"] = result.description.map { .string($0) }
        return .json(envelope)
    }

    static func telegram(_ error: APIError) -> Response {
        var response = Response.json(error.json, .init(code: error.code))
        if let seconds = error.retryAfter { response.fields[.retryAfter] = String(seconds) }
        return response
    }

    static func json(_ value: APIValue, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(status, fields: [.contentType: "application/json"], body: .bytes(value.bytes))
    }

    /// The answer of a proxy in front of the Bot API.
    static func page(status: Int) -> Response {
        let reasons = [
            500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out",
        ]
        let status = HTTPResponse.Status(code: status, reasonPhrase: reasons[status] ?? "")
        let title = "\(status.code) \(status.reasonPhrase)"
        let page = "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
        return Response(
            status, fields: [.contentType: "text/html"], body: .bytes(Array((page + "</body>\r\n</html>\r\n").utf8)))
    }

    /// A body that fails before its first byte, so that the engine closes the connection without sending anything.
    static var dropped: Response {
        Response(body: .stream { _ in throw ConnectionDropped() })
    }
}

private struct ConnectionDropped: Error {}
