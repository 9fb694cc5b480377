import ArgumentParser
import CLinux
import Dispatch
import Glibc

struct Otvet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "otvet",
        abstract: "Live chat and tickets for websites, answered from Telegram or from a web panel.",
        version: Version.line,
        subcommands: [
            Serve.self, AgentCommand.self, EraseCommand.self, TelegramCommand.self, Doctor.self, HealthCommand.self,
            SettingsCommand.self, BackupCommand.self, RestoreCommand.self, CheckCommand.self, RehearseCommand.self,
            ExportCommand.self, ImportCommand.self, MailInCommand.self, Demo.self, Simulate.self,
        ])
}

@main
enum Main {
    /// Not `async`, because `/proc` has to be checked before the first Dispatch queue is used: libdispatch reads its
    /// threads from there and ends the process if it can't. And because a command of root has to become the owner of its
    /// data folder while there is one thread.
    static func main() {
        guard access("/proc/self/task", R_OK) == 0 else {
            let line = Array("otvet: /proc is not mounted, and nothing works without it: mount it here too\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)  // there is nowhere else to report a failure
            exit(EX_OSERR)
        }
        let arguments = arguments()
        if let command = try? Otvet.parseAsRoot(arguments) as? any FolderCommand { command.actAsOwner() }
        Task {
            await Otvet.main(arguments)
            exit(EXIT_SUCCESS)
        }
        dispatchMain()
    }

    /// The arguments that `main` was given. `CommandLine.arguments` reads
    /// `/proc/self/cmdline` and is empty if it can't.
    private static func arguments() -> [String] {
        var arguments: [String] = []
        var next = clinux_arguments()
        while let text = next?.pointee {
            arguments.append(String(cString: text))
            next = next?.successor()
        }
        return Array(arguments.dropFirst())
    }
}
