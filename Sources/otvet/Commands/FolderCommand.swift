import ArgumentParser
import Glibc

/// A command that makes or changes files in the data folder, beside the server or instead of it. Run by root it acts as
/// the folder's owner, so that the server finds no file there that it may not write.
protocol FolderCommand: ParsableCommand {
    associatedtype Flags: SettingSource
    var flags: Flags { get }
}

extension FolderCommand {
    /// Ends the program if it can't become the owner. Called before there is a second thread.
    func actAsOwner() {
        // A wrong setting is left to the command, which says what is wrong with it.
        guard let folder = try? flags.configuration().dataFolder else { return }
        do {
            try FolderOwner.become(of: folder)
        } catch {
            complain("\(error)")
            LogWriter.standardError.flush()
            Self.exit(withError: ExitCode(EX_NOPERM))
        }
    }
}
