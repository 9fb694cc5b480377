/// Who of the staff acts: an agent, or a program by its key.
public enum StaffIdentity: Sendable, Hashable, CustomStringConvertible {
    case agent(AgentID)
    case apiKey(APIKeyID)
    /// The key that the operator has set.
    case operatorKey

    /// As it is stored; no two are alike.
    public var description: String {
        switch self {
        case .agent(let id): "agent \(id)"
        case .apiKey(let id): "key \(id)"
        case .operatorKey: "operator"
        }
    }
}
