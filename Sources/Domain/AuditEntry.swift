public typealias AuditID = Identifier<AuditEntry>

/// Something that somebody has done, as it was when it was done: names change, and entries do not.
public struct AuditEntry: Sendable, Equatable {
    public let id: AuditID
    public let time: Timestamp
    public let actor: AuditedActor
    public let action: AuditAction
    public let object: AuditObject?
    /// What else belongs to it, such as the name of whom a ticket was assigned to.
    public let detail: String?
    /// How many of its kind it stands for: refused sign-ins come in crowds.
    public let count: Int
    public let surface: StaffActor.Surface
    public let address: String?

    public init(
        id: AuditID, time: Timestamp, actor: AuditedActor, action: AuditAction, object: AuditObject?, detail: String?,
        count: Int, surface: StaffActor.Surface, address: String?
    ) {
        self.id = id
        self.time = time
        self.actor = actor
        self.action = action
        self.object = object
        self.detail = detail
        self.count = count
        self.surface = surface
        self.address = address
    }
}

/// Who has done something, as it is kept.
public struct AuditedActor: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case agent
        case apiKey = "api_key"
        case operatorKey = "operator"
        case commandLine = "command_line"
        case group, unknown
    }

    public let kind: Kind
    /// The number of an agent or a key.
    public let id: Int64?
    /// What they were called then.
    public let name: String?

    public init(kind: Kind, id: Int64?, name: String?) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    public init(_ who: StaffActor.Who) {
        switch who {
        case .agent(let agent): self.init(kind: .agent, id: agent.id.rawValue, name: agent.name)
        case .apiKey(let id, let name): self.init(kind: .apiKey, id: id.rawValue, name: name)
        case .operatorKey: self.init(kind: .operatorKey, id: nil, name: nil)
        case .commandLine(let user): self.init(kind: .commandLine, id: nil, name: user)
        case .group(let name): self.init(kind: .group, id: nil, name: name)
        case .unknown: self.init(kind: .unknown, id: nil, name: nil)
        }
    }
}

/// To what something is done. Of a visitor it has the ticket's number and nothing else.
public struct AuditObject: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case agent
        case apiKey = "api_key"
        case ticket
        case cannedReply = "canned_reply"
    }

    public let kind: Kind
    public let id: Int64
    /// What it was called then.
    public let name: String?

    public init(kind: Kind, id: Int64, name: String?) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    public static func agent(_ agent: Agent) -> Self { Self(kind: .agent, id: agent.id.rawValue, name: agent.name) }
    public static func apiKey(_ key: APIKey) -> Self { Self(kind: .apiKey, id: key.id.rawValue, name: key.name) }
    public static func ticket(_ id: TicketID) -> Self { Self(kind: .ticket, id: id.rawValue, name: nil) }
    public static func cannedReply(_ reply: CannedReply) -> Self {
        Self(kind: .cannedReply, id: reply.id.rawValue, name: reply.shortcut)
    }
}

/// Which entries of the audit log are asked for.
public struct AuditFilter: Sendable, Equatable {
    public var action: AuditAction?
    public var actor: Actor?

    /// One who acts. Only agents and keys are told apart by number.
    public struct Actor: Sendable, Equatable {
        public let kind: AuditedActor.Kind
        public let id: Int64?

        public init(kind: AuditedActor.Kind, id: Int64? = nil) {
            self.kind = kind
            self.id = id
        }
    }

    public init(action: AuditAction? = nil, actor: Actor? = nil) {
        self.action = action
        self.actor = actor
    }
}
