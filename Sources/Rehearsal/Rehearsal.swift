@_spi(Channel) import Desk
import Domain
import Store
import TelegramSimulator

/// Plays what was written in a copy once more, in an empty desk with a simulated group that takes twenty messages a minute
/// and is away now and then, and looks at what arrived.
public struct Rehearsal: Sendable {
    /// How much faster time passes. Hours in which nobody writes and nothing waits are left out.
    public var speed = 120.0
    /// Messages that the group takes in a minute.
    public var perMinute = 20
    /// How often Telegram is away or in disorder, ten minutes each time.
    public var outages = 4
    /// The longest pause between two lines that is played.
    static let longestPause = Duration.seconds(120)
    /// So long something may wait without any progress, in real time, before the rehearsal ends without it.
    static let patience = Duration.seconds(60)

    public enum Progress: Sendable, Equatable {
        /// So many of the lines are written.
        case lines(Int, of: Int)
        /// All are written; so many wait for Telegram.
        case waiting(Int)
    }

    public init() {}

    /// - Parameter folder: for the data of the rehearsal; empty.
    public func play(
        _ traffic: Traffic, in folder: String, progress: (Progress) -> Void = { _ in }
    ) async throws -> Outcome {
        try await Stage.run(in: folder, speed: speed, perMinute: perMinute) { stage in
            var play = Play(stage)
            let outages = starts(of: traffic.lines.count)
            var last: Timestamp?
            for (index, line) in traffic.lines.enumerated() {
                let pause = last.map { $0.duration(to: line.at) } ?? .zero
                try await stage.clock.sleep(min(max(pause, .zero), Self.longestPause))
                if let outage = outages[index] { play.begin(outage) }
                try await play.write(line, number: index)
                last = line.at
                progress(.lines(index + 1, of: traffic.lines.count))
            }
            try await play.settle(progress)
            return try await play.outcome()
        }
    }

    /// Before which lines something goes wrong.
    private func starts(of lines: Int) -> [Int: Outage] {
        let kinds = Outage.allCases
        return Dictionary(
            (0..<outages).map { (lines * ($0 + 1) / (outages + 1), kinds[$0 % kinds.count]) }, uniquingKeysWith: { $1 })
    }
}
