import Bundling
import FoundationEssentials
import Glibc

/// Writes what the program embeds as C: the pages as they are served, and the migrations. The build runs it.
///
///     EmbedTool WEB OPENAPI SQL OUTPUT    (folder of the pages, document, folder of the migrations, folder for the C files)
@main
enum EmbedTool {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 4, let output = arguments.last else {
            complain("expected: EmbedTool WEB OPENAPI SQL OUTPUT")
            exit(EX_USAGE)
        }
        do {
            let (web, openAPI, sql) = (arguments[1], arguments[2], arguments[3])
            try PagesFile(web: web, openAPI: openAPI).write(to: output)
            try MigrationsFile(folder: sql).write(to: output)
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
