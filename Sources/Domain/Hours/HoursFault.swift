/// Why working hours are refused. It is told to the administrator who wrote them.
public enum HoursFault: Error, Sendable, Equatable {
    /// The system knows no zone of this name.
    case zone
    /// A week has seven lists of intervals, Monday's first.
    case week
    /// A time that is not of the form `HH:MM`.
    case time
    /// An interval that ends where it begins, or before: one across midnight is written as two.
    case order
    /// Two intervals of a day overlap.
    case overlap
    /// A day has too many intervals.
    case intervals
    /// A date that is not of the form `YYYY-MM-DD`, or is there twice.
    case date
    /// There are too many dates.
    case dates
    /// The automatic answer is too long.
    case reply
}
