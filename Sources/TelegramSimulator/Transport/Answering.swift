import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// Answers a request with a token: logs it, and applies a fault if there is one.
    ///
    /// - Parameters:
    ///   - name: The name in the log and in faults.
    ///   - read: Reads the parameters of the request.
    ///   - effect: Carries the request out for a bot.
    func answer(
        _ request: Request, as name: String, reading read: (Request) throws(APIError) -> Parameters,
        with effect: (Parameters, Person) async throws(APIError) -> Response
    ) async -> Response {
        var number: Int?
        do throws(APIError) {
            let bot = try bot(request.parameter("bot") ?? "")
            let parameters = try read(request)
            let (call, fault) = change {
                (
                    $0.log(name, parameters, by: bot),
                    $0.takeFault(for: name.lowercased(), text: parameters.string("text"))
                )
            }
            number = call
            let response = try await meet(fault, parameters) { parameters throws(APIError) in
                try await effect(parameters, bot)
            }
            change { $0.logAnswer(call, status: response?.status.code ?? 0) }
            return response ?? .dropped
        } catch {
            if let number { change { $0.logAnswer(number, status: error.code, description: error.description) } }
            return .telegram(error)
        }
    }

    /// Nil means no answer: the connection is closed.
    private func meet(
        _ fault: Fault?, _ parameters: Parameters, _ effect: (Parameters) async throws(APIError) -> Response
    ) async throws(APIError) -> Response? {
        var parameters = parameters
        if let delay = fault?.delay, delay > .zero { await wait(atMost: delay, until: { _ in false }) }
        switch fault?.kind {
        case .error(let error): throw error
        case .page(let status): return .page(status: status)
        case .dropBefore: return nil
        case .dropAfter:
            _ = try await effect(parameters)
            return nil
        case .misplaced(let threadID):
            parameters.values["message_thread_id"] = threadID.map { .integer($0) }
        case .some(.none), nil: break
        }
        return try await effect(parameters)
    }

    /// The bot whose token is in the path.
    private func bot(_ segment: String) throws(APIError) -> Person {
        guard segment.hasPrefix("bot") else { throw .notFound }
        let token = segment.dropFirst(3)
        let parts = token.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, Int(parts[0]) != nil, parts[1].utf8.count >= 10 else { throw .notFound }
        guard let bot = configuration.bots.first(where: { $0.token == token }) else { throw .unauthorized }
        return bot.account
    }
}
