import ArgumentParser
import Glibc

struct Doctor: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at everything that must be right, and name the cure of what is not.",
        discussion: """
            Takes the settings of `otvet serve`, and may run beside it: nothing is changed. Ends with status 0 if \
            nothing is broken, and 1 if something is.
            """)

    @OptionGroup var flags: SettingFlags

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // SQLite may create its shared memory in the data folder
        let list = await Examination.run { try flags.configuration() }
        say(json ? list.json : list.text)
        if !list.isWell { throw ExitCode(EXIT_FAILURE) }
    }
}
