import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// Bytes of a call: one file of 50 MB, as much as the Bot API takes, and the parameters.
    static let maximumBody = 50 << 20 + Parameters.maximum
    /// Seconds that getUpdates waits at most (Bot API server).
    private static let longestPoll = 50

    func addBotAPI(to router: inout Router) {
        for method in [HTTPRequest.Method.get, .post] {
            router.on(method, "/{bot}/{method}", body: .collect(upTo: Self.maximumBody)) { [self] request in
                await answer(request)
            }
        }
        router.on(.get, "/file/{bot}/{path...}") { [self] request in
            do throws(APIError) {
                try checkToken(request.parameter("bot") ?? "")
                let path = request.parameter("path") ?? ""
                guard let file = change({ $0.files.file(at: path, now: $0.now) }) else { throw .notFound }
                return Response(fields: [.contentType: "application/octet-stream"], body: .bytes(file.bytes))
            } catch {
                return .telegram(error)
            }
        }
    }

    private func answer(_ request: Request) async -> Response {
        let name = request.parameter("method") ?? ""
        var number: Int?
        do throws(APIError) {
            try checkToken(request.parameter("bot") ?? "")
            let parameters = try Parameters(request)
            let (call, fault) = change { ($0.log(name, parameters), $0.takeFault(for: name.lowercased())) }
            number = call
            let response = try await run(name.lowercased(), parameters, fault)
            change { $0.logAnswer(call, status: response.isDropped ? 0 : response.response.status.code) }
            return response.response
        } catch {
            if let number { change { $0.logAnswer(number, status: error.code, description: error.description) } }
            return .telegram(error)
        }
    }

    private func checkToken(_ segment: String) throws(APIError) {
        guard segment.hasPrefix("bot") else { throw .notFound }
        let token = segment.dropFirst(3)
        let parts = token.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, Int(parts[0]) != nil, parts[1].utf8.count >= 10 else { throw .notFound }
        guard token == configuration.token else { throw .unauthorized }
    }

    private struct Answer {
        var response: Response
        var isDropped = false
    }

    private func run(_ method: String, _ parameters: Parameters, _ fault: Fault?) async throws(APIError) -> Answer {
        var parameters = parameters
        if let delay = fault?.delay, delay > .zero { await wait(atMost: delay, until: { _ in false }) }
        switch fault?.kind {
        case .error(let error): throw error
        case .page(let status): return Answer(response: .page(status: status))
        case .dropBefore: return Answer(response: .dropped, isDropped: true)
        case .misplaced(let threadID):
            parameters.values["message_thread_id"] = threadID.map { .integer($0) }
        case .dropAfter, .some(.none), nil: break
        }
        let result =
            if method == "getupdates" {
                try await getUpdates(parameters)
            } else {
                try call(method, parameters)
            }
        if case .dropAfter = fault?.kind { return Answer(response: .dropped, isDropped: true) }
        return Answer(response: .telegram(result))
    }

    private func call(_ name: String, _ parameters: Parameters) throws(APIError) -> MethodResult {
        guard let method = Group.methods[name] else { throw .methodNotFound }
        let (result, webhook) = try change { group throws(APIError) in
            let before = group.webhookGeneration
            let result = try method(&group, parameters)
            let isNew = group.webhookGeneration != before && !group.webhook.url.isEmpty
            return (result, isNew ? group.webhookGeneration : nil)
        }
        if let webhook { Task { await deliverUpdates(generation: webhook) } }
        return result
    }

    /// `getUpdates` → Array of Update
    private func getUpdates(_ parameters: Parameters) async throws(APIError) -> MethodResult {
        let limit = min(max(parameters.integer("limit") ?? 100, 1), 100)
        let timeout = min(max(parameters.integer("timeout") ?? 0, 0), Self.longestPoll)
        let generation = try change { group throws(APIError) in try group.beginPoll(parameters) }
        if timeout > 0 {
            await wait(atMost: .seconds(timeout)) { group in
                if case .some(.wait) = try? group.poll(generation, limit: limit) { false } else { true }
            }
        }
        switch try group.poll(generation, limit: limit) {
        case .updates(let updates): return MethodResult(.array(updates.map(\.json)))
        case .wait: return MethodResult([])
        }
    }
}

extension Group {
    fileprivate mutating func log(_ method: String, _ parameters: Parameters) -> Int {
        lastCall += 1
        if calls.count >= configuration.calls { calls.removeFirst(configuration.calls / 10 + 1) }
        calls.append(Call(number: lastCall, time: now, method: method, parameters: parameters.logged))
        return lastCall
    }

    fileprivate mutating func logAnswer(_ number: Int, status: Int, description: String? = nil) {
        guard let index = calls.lastIndex(where: { $0.number == number }) else { return }
        calls[index].status = status
        calls[index].description = description
    }
}

extension Response {
    fileprivate static func telegram(_ result: MethodResult) -> Response {
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

    /// What the proxy in front of the Bot API says.
    fileprivate static func page(status: Int) -> Response {
        let reasons = [
            500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out",
        ]
        let status = HTTPResponse.Status(code: status, reasonPhrase: reasons[status] ?? "")
        let title = "\(status.code) \(status.reasonPhrase)"
        let page = "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
        return Response(
            status, fields: [.contentType: "text/html"], body: .bytes(Array((page + "</body>\r\n</html>\r\n").utf8)))
    }

    /// A body that fails before its first byte: the engine closes the connection without sending anything.
    fileprivate static var dropped: Response {
        Response(body: .stream { _ in throw ConnectionDropped() })
    }
}

private struct ConnectionDropped: Error {}
