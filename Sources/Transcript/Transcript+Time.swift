import Domain

extension Transcript {
    /// As in `21 November 2026`.
    func date(of time: Timestamp) -> String {
        let parts = local(time).prefix { $0 != "T" }.split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), 1...12 ~= month, let day = Int(parts[2]) else { return "" }
        return words.date(day, month, String(parts[0]))
    }

    /// As in `14:03`.
    func clock(_ time: Timestamp) -> String { String(local(time).drop { $0 != "T" }.dropFirst().prefix(5)) }

    /// As in `UTC+5:30`.
    var zone: String {
        guard offset != 0 else { return "UTC" }
        let (hours, minutes) = (abs(offset) / 60, abs(offset) % 60)
        return "UTC" + (offset > 0 ? "+" : "\u{2212}") + "\(hours)"
            + (minutes == 0 ? "" : (minutes < 10 ? ":0" : ":") + "\(minutes)")
    }

    private func local(_ time: Timestamp) -> String { time.advanced(by: .seconds(offset * 60)).description }
}
