import ArgumentParser
import Backup
import Glibc

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a data folder of an export.",
        discussion: """
            SOURCE is what `otvet export` of the same version has made of everything. All of it is checked on the way, and a \
            fault is named with its file and line. The data folder must not exist, or be empty. Start the server on it \
            afterwards.
            """)

    @OptionGroup var folder: FolderFlags

    @Argument(help: "The folder with the export.")
    var source: String

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // the files in the data folder are for this user alone
        try await orComplain {
            let data = try folder.configuration().dataFolder
            var line = ProgressLine()
            let made = try ExportFolder(path: source).bring(to: data) { line.show($0) }
            line.clear()
            say(
                "Imported into \(printable(data)): event \(made.cursor), "
                    + "\(made.tickets) \(made.tickets == 1 ? "ticket" : "tickets"), \(made.files) files "
                    + "(\(inMegabytes(made.fileBytes))).")
            guard !made.hasSecrets else { return }
            say(
                "The export has no secrets. Agents need new passwords (`otvet agent reset NAME`) and API keys new ones."
            )
            say("Visitors whom the site does not sign in begin a new conversation; the old ones are in the panel.")
        }
    }
}
