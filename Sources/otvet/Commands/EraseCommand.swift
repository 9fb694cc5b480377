import ArgumentParser
import Desk
import Domain
import Glibc
import Store

struct EraseCommand: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Remove everything of a person, for good.",
        discussion: """
            Works beside a running server and without one. Removed are tickets, messages, notes, files, sessions, what the \
            search knows, what Telegram was still to be told, and the person's topics in the group. Those are deleted by the \
            server: without one they wait for its next start. Backups are not touched; the command says so at its end.
            """)

    @OptionGroup var flags: FolderFlags

    @Argument(help: "The user's number in the panel, or who your site says they are. '#12' is always the number.")
    var user: String

    @Flag(help: "Don't ask.")
    var yes = false

    /// How long the server may take to remove the rows, and then for the rest. What takes longer is reported as still to do.
    private static let (patience, furtherPatience) = (Duration.seconds(60), Duration.seconds(30))
    /// What has to be typed.
    private static let word = "erase"

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            let person = try find(desk)
            EraseWords.lines(person).forEach(say)
            guard try isMeant() else {
                say("Nothing was removed.")
                throw ExitCode(EXIT_FAILURE)
            }
            let id: ErasureID
            if desk.isBeside {
                id = try await desk.requestErasure(of: person.user.id, by: .terminal)
                say("The server has been asked …")
                try await wait(atMost: Self.patience) { try desk.erasure(id)?.erasedAt != nil }
                try await wait(atMost: Self.furtherPatience) {
                    try desk.erasure(id)?.purgedAt != nil && desk.erasureReport(limit: 1).topics.isEmpty
                }
            } else {
                id = try await desk.erase(person.user.id, by: .terminal).id
                try await desk.finishErasing()
            }
            guard let erasure = try desk.erasure(id) else { throw DeskError.notFound }
            EraseWords.lines(
                erasure, try desk.erasureReport(limit: EraseWords.mostTopics + 1), isBeside: desk.isBeside
            ).forEach(say)
        }
    }

    private func find(_ desk: Desk) throws -> Holdings {
        let found = try desk.holdings(named: user)
        guard let person = found.first else { throw AccountError.unknownUser(user) }
        guard found.count == 1 else { throw AccountError.ambiguousUser(user, among: found.map(\.user.id)) }
        return person
    }

    private func isMeant() throws -> Bool {
        if yes { return true }
        guard isatty(STDIN_FILENO) == 1 else { throw AccountError.unconfirmed }
        return Terminal.ask("All of it goes for good. Type “\(Self.word)” to go on:") == Self.word
    }

    private func wait(atMost limit: Duration, until isDone: () throws -> Bool) async throws {
        let end = ContinuousClock.now + limit
        while try !isDone(), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(100)) }
    }
}

/// What the command says.
enum EraseWords {
    /// The most topics that are listed.
    static let mostTopics = 20

    /// Who is meant, and what is stored of them.
    static func lines(_ person: Holdings) -> [String] {
        let user = person.user
        let site = user.externalID.map {
            user.isVerified ? "“\($0)” on your site" : "says to be “\($0)” on your site, which is not signed"
        }
        let who = ["#\(user.id)", user.name ?? "no name", user.email, site].compactMap(\.self).map(printable)
        return [
            who.joined(separator: ", "),
            "Stored: \(text(person.stored)), \(count(person.sessions, "session")), \(count(person.topics, "topic")) in Telegram.",
        ]
    }

    /// What was done, and what is still to be done.
    static func lines(_ erasure: Erasure, _ report: Desk.ErasureReport, isBeside: Bool) -> [String] {
        guard erasure.erasedAt != nil else {
            return ["Not yet: the server has not done it. It will, as soon as it can write; see its log."]
        }
        var lines = ["Erased: \(text(erasure.removed)), and all sessions."]
        if erasure.purgedAt == nil {
            lines.append(
                report.waitsForStart
                    ? "To do: the database is large, so its free pages are written anew by the next start of the server."
                    : "To do: the search and free pages still hold words. The server goes on with them.")
        }
        lines += report.topics.prefix(mostTopics).map(line)
        if report.topics.count > mostTopics { lines.append("… and further topics; the panel lists them.") }
        if !isBeside, report.topics.contains(where: { !$0.topic.isRefused }) {
            lines.append("No server runs: it deletes these topics after its next start.")
        }
        lines.append(
            "Backups made before now still hold it all: remove them, or make new ones until `--keep` has replaced them."
        )
        return lines
    }

    private static func line(_ topic: ErasedTopic, _ posts: Int) -> String {
        let name = "the topic of #\(topic.ticket) in Telegram"
        guard topic.isRefused else {
            return "To do: \(name)" + (topic.reason.map { ", which could not be deleted: \($0)" } ?? "")
        }
        return "Refused: \(name) could not be deleted: \(topic.reason ?? "") "
            + (posts == 0 ? "Its posts are gone." : "\(count(posts, "post")) of it may stay: delete the topic by hand.")
    }

    private static func text(_ data: RemovedData) -> String {
        [
            count(data.tickets, "ticket"), count(data.messages, "message"), count(data.notes, "note"),
            count(data.files, "file"),
        ].joined(separator: ", ")
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
}
