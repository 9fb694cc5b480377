/// What the bot may do as an administrator of the group.
public struct Rights: Sendable, Hashable {
    public var manageTopics = true
    public var deleteMessages = true
    public var pinMessages = true

    public init() {}
}
