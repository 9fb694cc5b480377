import ArgumentParser
import Backup
import Glibc
import Store

struct CheckCommand: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the whole data folder, and say what is wrong in it.",
        discussion: """
            Looks at every page of the database, every reference, every number that is kept though it could be counted, and \
            every file. May run beside a server: nothing is changed. Ends with status 0 if nothing is wrong, and 1 if \
            something is. --repair counts again what can be counted; stop the server for that.
            """)

    @OptionGroup var flags: FolderFlags

    @Flag(help: "Count again what follows from other rows. The server must not run.")
    var repair = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // what is in the data folder is nobody else's business
        try await orComplain {
            let data = try flags.configuration().dataFolder
            var found = try look(data)
            if repair, !found.wrong.isEmpty, found.damage.isEmpty {
                try await FolderCheck.repair(folder: data)
                say("Counted again.")
                found = try look(data)
            }
            if !found.isWell { throw ExitCode(EXIT_FAILURE) }
        }
    }

    private func look(_ data: String) throws -> FolderCheck {
        var line = ProgressLine()
        let found = try FolderCheck(folder: data) { line.show($0) }
        line.clear()
        Self.lines(found).forEach(say)
        return found
    }

    static func lines(_ found: FolderCheck) -> [String] {
        guard found.damage.isEmpty else {
            return found.damage.map { "The database is damaged: \($0)" }
                + ["Stop the server, and bring back a backup (`otvet restore`)."]
        }
        var lines: [String] = []
        for value in DerivedValue.allCases {
            if let rows = found.wrong[value] {
                lines.append("Wrong in \(rows) \(rows == 1 ? "row" : "rows"): \(value.rawValue).")
            }
        }
        if !found.wrong.isEmpty { lines.append("`otvet check --repair` counts again.") }
        lines += found.lostFiles.map { "Missing or changed: files/\($0)" }
        if !found.lostFiles.isEmpty { lines.append("Bring these files back from a backup: they lie in its files/.") }
        return lines.isEmpty ? ["Nothing is wrong. \(found.files) files."] : lines
    }
}
