import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// The most bytes of a call: one file of 50 MB, which is what the Bot API accepts, and the parameters.
    static let maximumBody = 50 << 20 + Parameters.maximum
    /// The most seconds that getUpdates waits (Bot API server).
    private static let longestPoll = 50

    /// The methods that are only for the bot that gets updates.
    private static let hearing: Set<String> = ["setwebhook", "deletewebhook", "getwebhookinfo"]

    func addBotAPI(to router: inout Router) {
        for method in [HTTPRequest.Method.get, .post] {
            router.on(method, "/{bot}/{method}", body: .collect(upTo: Self.maximumBody)) { [self] request in
                await answer(request)
            }
        }
        addDownloads(to: &router)
    }

    private func answer(_ request: Request) async -> Response {
        let name = request.parameter("method") ?? ""
        return await answer(request, as: name) { request throws(APIError) in
            try Parameters(request)
        } with: { parameters, bot throws(APIError) in
            if name.lowercased() == "getupdates" { return .telegram(try await self.getUpdates(parameters, bot)) }
            return .telegram(try self.call(name.lowercased(), parameters, bot))
        }
    }

    private func call(_ name: String, _ parameters: Parameters, _ bot: Person) throws(APIError) -> MethodResult {
        let hears = bot == group.bot || !Self.hearing.contains(name)
        guard hears, let method = Group.methods[name] else { throw .methodNotFound }
        let (result, webhook) = try change { group throws(APIError) in
            let before = group.webhookGeneration
            let result = try group.acting(as: bot) { group throws(APIError) in try method(&group, parameters) }
            let isNew = group.webhookGeneration != before && !group.webhook.url.isEmpty
            return (result, isNew ? group.webhookGeneration : nil)
        }
        if let webhook { Task { await deliverUpdates(generation: webhook) } }
        return result
    }

    /// `getUpdates` → Array of Update
    private func getUpdates(_ parameters: Parameters, _ bot: Person) async throws(APIError) -> MethodResult {
        let limit = min(max(parameters.integer("limit") ?? 100, 1), 100)
        let timeout = min(max(parameters.integer("timeout") ?? 0, 0), Self.longestPoll)
        guard bot == group.bot else {
            await wait(atMost: .seconds(timeout)) { _ in false }
            return MethodResult([])
        }
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
