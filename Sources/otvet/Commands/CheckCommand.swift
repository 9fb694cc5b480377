import ArgumentParser
import Backup
import Glibc
import Store

struct CheckCommand: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the whole data folder, and say what is wrong in it.",
        discussion: """
            Looks at every page of the database, every reference, every number that is kept though it could be counted, \
            every file, and whether the search has what was written. May run beside a server: nothing is changed. Ends \
            with status 0 if nothing is wrong, and 1 if something is. --repair counts again what can be counted, and has \
            the search made anew; stop the server for that.
            """)

    @OptionGroup var flags: FolderFlags

    @Flag(help: "Make anew what follows from the rest. The server must not run.")
    var repair = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // what is in the data folder is nobody else's business
        try await orComplain {
            let data = try flags.configuration().dataFolder
            var found = try look(data)
            if repair, found.isRepairable {
                try await found.repair(folder: data)
                say("Repaired.")
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
        if let search = found.search {
            lines += search.damage.map { "The search is damaged: \($0)" }
            if search.wrong > 0 {
                lines.append(
                    "The search differs from what was written in \(search.wrong) \(search.wrong == 1 ? "text" : "texts")."
                )
            }
        }
        if found.isRepairable { lines.append("`otvet check --repair` makes this anew, once the server is stopped.") }
        lines += found.lostFiles.map { "Missing or changed: files/\($0)" }
        if !found.lostFiles.isEmpty { lines.append("Bring these files back from a backup: they lie in its files/.") }
        return lines.isEmpty ? ["Nothing is wrong. \(found.files) files."] : lines
    }
}
