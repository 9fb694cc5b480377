import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Rehearsal

struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Play the last days of a backup against a stand-in for Telegram, and say what arrived.",
        discussion: """
            What was written is written again, faster, in an empty data folder beside this program, into a simulated group \
            that takes 20 messages a minute and is away now and then. Nothing leaves this machine, and the backup is not \
            changed; of the texts only the lengths are played. Ends with status 1 if a line was lost or doubled, or stands in a wrong place.
            """)

    @Option(
        help: ArgumentHelp("A folder of backups, of which the newest is taken, or one backup.", valueName: "backup"))
    var from: String

    @Option(help: "How many days before the newest message of the backup are played, from 1 to 366.")
    var days = 7

    @Option(help: "How much faster time passes, from 1 to 600. Long pauses are left out.")
    var speed = 120.0

    @Option(help: "How many messages the group takes in a minute, from 1 to 1000.")
    var messagesPerMinute = 20

    @Option(help: "How often something goes wrong with Telegram for ten minutes, from 0 to 100.")
    var outages = 4

    func validate() throws {
        let isValid =
            (1...366).contains(days) && (1...600).contains(speed) && (1...1000).contains(messagesPerMinute)
            && (0...100).contains(outages)
        guard isValid else {
            throw ValidationError("--days, --speed, --messages-per-minute or --outages is out of its range.")
        }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // the copy is for this user alone
        // What goes wrong is meant to.
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        try await orComplain {
            let files = FileManager.default
            let folder = files.temporaryDirectory.path + "/otvet-rehearsal-" + UUID().uuidString
            let (copy, data) = (folder + "/copy", folder + "/data")
            defer { try? files.removeItem(atPath: folder) }  // else the system does
            for each in [copy, data] { try files.createDirectory(atPath: each, withIntermediateDirectories: true) }
            let traffic = try Traffic(backup: from, days: days, scratch: copy)
            try files.removeItem(atPath: copy)
            say("Lines of the last \(days) days: \(traffic.lines.count).")
            var rehearsal = Rehearsal()
            (rehearsal.speed, rehearsal.perMinute, rehearsal.outages) = (speed, messagesPerMinute, outages)
            var line = ProgressLine()
            let outcome = try await rehearsal.play(traffic, in: data) { line.show($0.text) }
            line.clear()
            outcome.lines.forEach(say)
            if !outcome.isWhole { throw ExitCode(EXIT_FAILURE) }
        }
    }
}

extension Rehearsal.Progress {
    fileprivate var text: String {
        switch self {
        case .lines(let done, let all): "lines: \(done) of \(all)"
        case .waiting(let count): "waiting for Telegram: \(count)"
        }
    }
}

extension Outcome {
    fileprivate var lines: [String] {
        [
            "Lines of visitors: \(questions). Answers: \(answers). Posts: \(posts). Calls that the group refused: \(refused).",
            "From a line to its post: median \(median.text), 90 % within \(ninetieth.text), longest \(longest.text).",
            inPanelOnly == 0
                ? nil : "Lines of floods that stand in the panel only, as the topic says: \(inPanelOnly).",
            doubled > 0 && isWhole
                ? "Posted twice: \(doubled). Telegram's answers to \(unanswered) posts were lost, so nobody could know."
                : nil,
            isWhole
                ? "Nothing was lost, and nothing else was doubled; each line stands in its topic, in order."
                : "Lost: \(lost). Doubled: \(doubled). In a wrong topic: \(misplaced). Out of order: \(disordered).",
        ].compactMap(\.self)
    }
}

extension Duration {
    fileprivate var text: String {
        let seconds = components.seconds
        return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
    }
}
