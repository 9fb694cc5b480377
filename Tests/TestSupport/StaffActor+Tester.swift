public import Domain

extension StaffActor {
    /// Whoever acts in a test in which it does not matter.
    public static let tester = StaffActor(.operatorKey, on: .api)

    public static func agent(_ agent: Agent) -> StaffActor { StaffActor(.agent(agent), on: .panel) }
}
