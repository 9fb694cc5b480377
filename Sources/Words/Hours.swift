public import Domain

extension TeamWords {
    /// The most dates that are listed; the next ones.
    private static let mostDates = 10

    /// The hours as somebody reads them who asks for them: whether they are on, who is there now, and then those of each day
    /// and of the next dates.
    ///
    /// - Parameter zone: Nil if the system does not know it.
    public func hours(_ hours: TeamHours, in zone: ZoneRules?, at now: Timestamp) -> String {
        var lines = [hours.isOn ? hoursAreOn(hours.zone) : hoursAreOff]
        if hours.isOn, let zone {
            let availability = Availability(OpeningTimes(hours: hours.hours, zone: zone), at: now, answersIn: nil)
            let change = (availability.isOpen ? availability.closesAt : availability.opensAt).map { moment in
                let (date, minutes) = zone.local(moment)
                return "\(date) \(OpenInterval.text(minutes))"
            }
            lines.append(availability.isOpen ? thereUntil(change) : awayUntil(change))
        }
        for (name, day) in zip(weekdays, hours.hours.week) { lines.append("\(name) \(said(day))") }
        let today = zone?.local(now).date
        let dates = hours.hours.exceptions.filter { $0.date >= today ?? $0.date }
        for each in dates.prefix(Self.mostDates) { lines.append("\(each.date) \(said(each.intervals))") }
        return lines.joined(separator: "\n")
    }

    private func said(_ day: [OpenInterval]) -> String {
        day.isEmpty ? closedDay : day.map { "\($0.from)–\($0.to)" }.joined(separator: ", ")
    }
}
