import ArgumentParser
import Backup
import Domain
import Glibc
import Store
import Transcript

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything into files that people and other programs can read.",
        discussion: """
            TARGET is a folder that is not there yet: lines of JSON, the files of messages, and each conversation as a page. \
            May run beside a server. `otvet import` makes a data folder of it again. With --user or --ticket it holds only \
            what that visitor may see themselves. docs/export.md describes every member.
            """)

    @OptionGroup var folder: FolderFlags

    @Argument(help: "The folder to make.")
    var target: String

    @Option(help: ArgumentHelp("Only this user's conversations, by the user's id.", valueName: "id"))
    var user: String?

    @Option(help: ArgumentHelp("Only this ticket.", valueName: "id"))
    var ticket: String?

    @Flag(help: "With --user or --ticket: also notes, and what else only staff may see.")
    var withNotes = false

    @Flag(help: "Also what lets people in: hashes of passwords, sessions, API keys. Then nobody has to sign in anew.")
    var withSecrets = false

    @Option(
        help: ArgumentHelp("The language of the pages.", valueName: "en|ru"),
        transform: { text in
            guard let language = TranscriptLanguage(rawValue: text) else { throw ValidationError("expected en or ru") }
            return language
        })
    var language = TranscriptLanguage.english

    func validate() throws {
        if user != nil, ticket != nil { throw ValidationError("--user and --ticket: name one of them") }
        if let user, UserID(user) == nil { throw ValidationError("--user: expected a number such as 12") }
        if let ticket, TicketID(ticket) == nil { throw ValidationError("--ticket: expected a number such as 12") }
        if withSecrets, user != nil || ticket != nil {
            throw ValidationError("--with-secrets: goes with everything, not with one user or ticket")
        }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // what is in the data folder is nobody else's business
        try await orComplain {
            let data = try folder.configuration().dataFolder
            var request = ExportFolder.Request(withSecrets: withSecrets, withNotes: withNotes, language: language)
            if let user = user.flatMap({ UserID($0) }) { request.scope = .user(user) }
            if let ticket = ticket.flatMap({ TicketID($0) }) { request.scope = .ticket(ticket) }
            var line = ProgressLine()
            let made = try ExportFolder(path: target).write(request, of: data, version: Version.text) { line.show($0) }
            line.clear()
            say(
                "Exported into \(printable(target)): \(made.tickets) \(made.tickets == 1 ? "ticket" : "tickets"), "
                    + "\(made.files) files (\(inMegabytes(made.fileBytes))). Open index.html to read it.")
            if made.hasSecrets { say("secrets/ lets people in: keep the export as safe as the data folder.") }
        }
    }
}
