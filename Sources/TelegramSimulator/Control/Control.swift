import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// Bytes of a command.
    private static let maximumCommand = 1 << 20
    /// Seconds that a request for the state waits for a change.
    private static let longestWait = 25

    /// What the page and browser tests call: `GET /simulator/state`, `GET /simulator/calls`, and `POST /simulator/` with
    /// the name of an action and a JSON object.
    func addControl(to router: inout Router) {
        router.on(.get, "/simulator/state") { [self] request in
            let after = request.query("after").flatMap { Int($0) }
            if let after { await wait(atMost: .seconds(Self.longestWait)) { $0.version != after } }
            return .json(change { $0.stateJSON(after: after ?? -1) })
        }
        router.on(.get, "/simulator/calls") { [self] request in
            let after = request.query("after").flatMap { Int($0) } ?? 0
            return .json(.array(group.calls.filter { $0.number > after }.map(\.json)))
        }
        router.on(.post, "/simulator/{action}", body: .collect(upTo: Self.maximumCommand)) { [self] request in
            do throws(APIError) {
                guard let action = Group.actions[request.parameter("action") ?? ""] else { throw .notFound }
                let parameters = try Parameters(request)
                return .json(try change { group throws(APIError) in try action(&group, parameters) })
            } catch {
                return .telegram(error)
            }
        }
    }
}
