import ArgumentParser
import Backup
import Glibc

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a backup back into a data folder that is not there yet.",
        discussion: """
            SOURCE is a folder of backups, of which the newest is taken, or one of them. Everything is checked on the way. \
            Nothing is overwritten: the data folder must not exist, or be empty. Start the server on it afterwards.
            """)

    @OptionGroup var folder: FolderFlags

    @Argument(help: "A folder of backups, or one backup.")
    var source: String

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // the files in the data folder are for this user alone
        try await orComplain {
            let configuration = try folder.configuration()
            guard let (backups, name) = try BackupFolder.find(source) else { throw BackupError.notABackup(source) }
            var line = ProgressLine()
            let restored = try backups.restore(name, to: configuration.dataFolder) { line.show($0) }
            line.clear()
            let manifest = restored.manifest
            say(
                "Brought back \(restored.name) into \(printable(configuration.dataFolder)): event \(manifest.cursor), "
                    + "\(manifest.files) files (\(inMegabytes(manifest.fileBytes))).")
            say("What came after it is not there. Browsers load anew what they know; staff are told of unknown topics.")
        }
    }
}
