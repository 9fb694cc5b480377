import ArgumentParser
import Backup
import Glibc

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the data folder, also while a server runs on it.",
        discussion: """
            TARGET is a folder of backups, made if it is not there. Each backup has the whole database as it was at one \
            moment; files that earlier backups have are not copied again. A backup counts once its database and what was \
            copied for it have been read again and found whole; `otvet restore`, which brings it back, reads everything. \
            What is in it is as secret as the data folder.
            """)

    @OptionGroup var folder: FolderFlags

    @Argument(help: "The folder that the backups are in.")
    var target: String

    @Option(help: ArgumentHelp("Keep so many of the newest backups, and remove the others.", valueName: "count"))
    var keep: Int?

    @Option(help: ArgumentHelp("Go on, with a backup each 10s, 5m, 1h or so, until stopped.", valueName: "time"))
    var every: Interval?

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep: expected 1 or more") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // the files in the data folder are for this user alone
        try await orComplain {
            let configuration = try folder.configuration()
            let backups = BackupFolder(path: target)
            guard let every else { return try make(backups, configuration.dataFolder) }
            while true {
                let start = ContinuousClock.now
                do {
                    try make(backups, configuration.dataFolder)
                } catch {
                    // The next backup may succeed. The line tells whoever watches that this one did not.
                    complain("\(error)")
                }
                try await Task.sleep(until: start + every.duration, clock: .continuous)
            }
        }
    }

    private func make(_ backups: BackupFolder, _ folder: String) throws {
        var line = ProgressLine()
        let made = try backups.make(of: folder, keeping: keep, version: Version.text) { line.show($0) }
        line.clear()
        let manifest = made.manifest
        say(
            "Backup \(made.name): event \(manifest.cursor), \(manifest.files) files (\(inMegabytes(manifest.fileBytes))), of "
                + "which \(made.copied) were copied (\(inMegabytes(made.copiedBytes)))."
                + (made.removed > 0 ? " Removed \(made.removed) old." : ""))
    }
}

/// An interval as people write it: `10s`, `5m`, `1h`, `1d`.
struct Interval: ExpressibleByArgument, Equatable {
    /// In seconds. With a shorter interval, backups would wait for each other.
    static let shortest = 1
    static let longest = 366 * 86_400

    let duration: Duration

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()), count > 0,
            case let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit), !isTooLong,
            Self.shortest...Self.longest ~= seconds
        else { return nil }
        duration = .seconds(seconds)
    }
}
