import Bundling
import FoundationEssentials
import Glibc

/// Writes what the program embeds as C. The build runs it.
///
///     EmbedTool assets WEB OPENAPI SQL OUTPUT    the pages as they are served, and the migrations
///     EmbedTool revision GIT ARCHIVE OUTPUT      the commit
@main
enum EmbedTool {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch (arguments.first, arguments.count) {
            case ("assets", 5):
                try PagesFile(web: arguments[1], openAPI: arguments[2]).write(to: arguments[4])
                try MigrationsFile(folder: arguments[3]).write(to: arguments[4])
            case ("revision", 4):
                try RevisionFile(git: arguments[1], archive: arguments[2]).write(to: arguments[3])
            default:
                complain("expected: EmbedTool assets WEB OPENAPI SQL OUTPUT, or: EmbedTool revision GIT ARCHIVE OUTPUT")
                exit(EX_USAGE)
            }
        } catch {
            complain("\(error)")
            exit(EXIT_FAILURE)
        }
    }

    /// Writes an error in the form that the build shows.
    private static func complain(_ line: String) {
        let line = Array("error: \(line)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)  // there is nowhere else to report a failure
    }
}
