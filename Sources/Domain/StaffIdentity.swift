/// Which of the staff acts: an agent, or a program with an API key.
public enum StaffIdentity: Sendable, Hashable, CustomStringConvertible {
    case agent(AgentID)
    case apiKey(APIKeyID)
    /// The key that the operator has set.
    case operatorKey

    /// The form in which it is stored; no two identities share one.
    public var description: String {
        switch self {
        case .agent(let id): "agent \(id)"
        case .apiKey(let id): "key \(id)"
        case .operatorKey: "operator"
        }
    }
}
