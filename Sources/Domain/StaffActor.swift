/// Who does something on the staff's side, and from where: what the audit log says of each act.
public struct StaffActor: Sendable, Equatable {
    public enum Who: Sendable, Equatable {
        case agent(Agent)
        case apiKey(APIKeyID, name: String)
        /// The key that the operator has set.
        case operatorKey
        /// `otvet` in a terminal, and the system's user who ran it.
        case commandLine(user: String)
        /// Somebody who writes in the group's own name.
        case group(name: String)
        /// Nobody knows: somebody who was refused.
        case unknown
    }

    /// The part of the product in which it is done.
    public enum Surface: String, Sendable, CaseIterable {
        case panel, api, telegram, command
    }

    public let who: Who
    public let surface: Surface
    /// The client's address; nil where there is none.
    public let address: String?

    public init(_ who: Who, on surface: Surface, from address: String? = nil) {
        self.who = who
        self.surface = surface
        self.address = address
    }

    /// The agent, if it is one.
    public var agent: Agent? { if case .agent(let agent) = who { agent } else { nil } }
}
