import ArgumentParser
import Backup
import Desk
import Glibc
import Store

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the desk.", discussion: SettingFlags.discussion)

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        try await orComplain {
            let supervision = try Supervision.take()
            let read = flags.reader()
            let sources = try read()
            var configuration = try Configuration(sources)
            if !supervision.listeners.isEmpty, sources.isGiven(.listen) {
                configuration.warnings.append(.unusedAddress)
            }
            configuration.bootstrapLogging()
            try await Application(configuration, supervision: supervision, reload: Reload(sources, read)).run()
        }
    }
}

/// Runs the program. An error that prevents its start is written as one line, with an exit status of 64 or more.
func orComplain(_ run: () async throws -> Void) async throws {
    defer { LogWriter.standardError.flush() }
    do {
        try await run()
    } catch let error as ConfigurationError {
        complain("\(error)")
        throw ExitCode(EX_CONFIG)
    } catch let error as StoreError {
        complain(error.advice)
        throw ExitCode(EX_CANTCREAT)
    } catch let error as InstallationKeyError {
        complain("\(error)")
        throw ExitCode(EX_CANTCREAT)
    } catch let error as SetupError {
        complain("\(error)")
        throw ExitCode(error.status)
    } catch let error as AccountError {
        complain("\(error)")
        throw ExitCode(EX_DATAERR)
    } catch let error as BackupError {
        complain("\(error)")
        throw ExitCode(EX_CANTCREAT)
    } catch let error as StartupError {
        complain("\(error)")
        throw ExitCode(EX_UNAVAILABLE)
    }
}
