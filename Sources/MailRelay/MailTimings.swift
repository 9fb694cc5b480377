/// How long the worker waits for what.
public struct MailTimings: Sendable {
    /// After the server was not reached: the first wait, and the longest of those that follow, each twice as long.
    public var pause = (first: Duration.seconds(5), longest: Duration.seconds(600))
    /// After the server did not want one mail now. Greylisting lets it pass after a few minutes (RFC 6647 §5), and a full
    /// mailbox is emptied some day.
    public var deferrals: [Duration] = [60, 300, 900, 3600, 14_400].map { .seconds($0) }
    /// After so long nobody waits for the mail any more (RFC 5321 §4.5.4.1 has four days for it).
    public var patience = Duration.seconds(4 * 86_400)

    public init() {}

    /// - Parameter attempt: Counted from 1.
    func deferral(after attempt: Int) -> Duration { deferrals[min(max(attempt, 1), deferrals.count) - 1] }

    func pause(afterFailures count: Int) -> Duration {
        min(pause.first * (1 << min(max(count, 1) - 1, 16)), pause.longest)
    }
}
