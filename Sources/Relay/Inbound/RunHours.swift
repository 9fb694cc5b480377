@_spi(Channel) import Desk
import Domain
import Store
import Words

extension Transaction {
    /// Tells the hours, or changes them for an administrator. Returns what is answered in the topic.
    ///
    /// - Parameter text: What follows `/hours`.
    func runHours(_ text: String, by agent: AgentID?, as post: StaffPost, _ context: InboundContext) throws -> String {
        let words = context.words
        guard let command = HoursCommand(text) else { return words.hoursHelp }
        let before = try read.teamHours() ?? .standard
        var after = before
        if command != .show {
            guard let agent, let account = try read.account(agent), account.role == .admin, !account.isDisabled else {
                return words.onlyAdministrators
            }
            guard let changed = try? before.with(command) else { return words.hoursHelp }
            after = changed
        }
        if after != before {
            try setTeamHours(after)
            try audit(.hoursChanged, by: actor(post.writer, now: context.now), now: context.now)
        }
        return words.hours(after, in: Desk.zone(after.zone), at: context.now)
    }
}

extension TeamHours {
    fileprivate func with(_ command: HoursCommand) throws(HoursFault) -> TeamHours {
        switch command {
        case .show: self
        case .turn(let isOn): TeamHours(isOn: isOn, zone: zone, hours: hours, reply: reply)
        case .week(let days, let intervals):
            TeamHours(isOn: isOn, zone: zone, hours: try hours.with(intervals, on: days), reply: reply)
        case .date(let date, let intervals):
            TeamHours(isOn: isOn, zone: zone, hours: try hours.with(intervals, on: date), reply: reply)
        }
    }
}
