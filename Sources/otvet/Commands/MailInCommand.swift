import ArgumentParser
import Desk
import Glibc
import Mail
import MailRelay
import Store

struct MailInCommand: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail-in", abstract: "Take a reply to a mail from standard input, for a mail server's pipe.",
        discussion: """
            Works beside a running server, which then posts the reply, and without one. The conversation is told by the \
            address, as OTVET_MAIL_REPLY_TO says. Ends with the statuses that mail servers know (sysexits.h): 0 if the mail \
            is kept, or needs nobody (a holiday notice); 65 if it is too large; 67 if its address stands for no \
            conversation; 75 if it is to be tried later; 77 if its sender is banned. docs/mail.md has examples.
            """)

    @OptionGroup var flags: FolderFlags

    @Option(help: ArgumentHelp("An address that it was sent to. Default: those in the mail.", valueName: "address"))
    var to: [String] = []

    @Option(help: ArgumentHelp("The sender on the envelope; empty if nobody may answer.", valueName: "address"))
    var from: String?

    func run() async throws {
        umask(0o077)  // the files in the data folder are for this user alone
        let status = await take()
        if status != EX_OK { throw ExitCode(status) }
    }

    private func take() async -> Int32 {
        guard let bytes = Self.input(atMost: MailRelay.largestMail) else {
            complain("the mail is larger than \(MailRelay.largestMail >> 20) MiB")
            return EX_DATAERR
        }
        do {
            let configuration = try flags.configuration()
            configuration.bootstrapLogging()
            guard let mail = configuration.mail, mail.replies != nil else {
                throw ConfigurationError.missing(.mailReplyTo, reason: "it says which addresses replies come to")
            }
            let desk = try Self.desk(configuration.dataFolder)
            defer { desk.close() }
            let settings = MailRelay.Settings(from: mail.from, replies: mail.replies, publicURL: mail.publicURL)
            switch try await MailRelay.receive(bytes, receivers: to, sender: from, settings, desk) {
            case .kept, .dropped: return EX_OK
            case .unknown:
                complain("no address of the mail stands for a conversation")
                return EX_NOUSER
            case .banned:
                complain("the sender is banned")
                return EX_NOPERM
            case .busy:
                complain("very many replies wait already")
                return EX_TEMPFAIL
            }
        } catch {
            // Whatever it is, a mail server must not send the mail back for it.
            complain("\(error)")
            return EX_TEMPFAIL
        }
    }

    private static func desk(_ folder: String) throws -> Desk {
        guard try StoreSummary(folder: folder) != nil else { throw AccountError.noData(folder: folder) }
        do {
            return try Desk(folder: folder, isMirrored: false)
        } catch StoreError.locked {
            return try Desk(folder: folder, isMirrored: false, isBeside: true)
        }
    }

    /// Nil if there is more.
    private static func input(atMost limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += piece.prefix(count)
            if bytes.count > limit { return nil }
        }
    }
}
