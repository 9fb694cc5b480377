import Crypto
@_spi(Channel) import Desk
import Domain
import Logging
import Mail
import Realtime
import Store
import Words

/// Makes messages of the replies that are kept.
public struct MailIntake: Sendable {
    /// How long a reply waits that another program has kept: no commit of it wakes this one.
    public static let interval = Duration.seconds(5)
    /// The most messages of one reply: whoever writes more has not written it by hand.
    static let mostMessages = 5

    private let relay: MailRelay
    private let largestFile: Int

    /// - Parameter largestFile: Of a visitor, in bytes.
    public init(relay: MailRelay, largestFile: Int) {
        self.relay = relay
        self.largestFile = largestFile
    }

    /// Works until the task is cancelled.
    public func run() async {
        let wake = relay.desk.wakes.follow(.mailIntake)
        while !Task.isCancelled {
            do {
                while !Task.isCancelled, try await step() {}
                await wake.sleep(atMost: Self.interval)
            } catch {
                Log.mail.error("reply not taken", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.interval)  // ends early only if the task is cancelled
            }
        }
    }

    /// Takes the reply that waits longest. Returns whether there was one.
    func step() async throws -> Bool {
        guard let reply = try relay.store.read({ try $0.nextMailReply() }) else { return false }
        let mail = ParsedMail(reply.body)
        if mail.kind() == .bounce {
            try await relay.desk.noteBounce(reply)
        } else {
            try await post(mail, reply)
        }
        Log.mail.info("reply taken", metadata: ["ticket": "\(reply.ticket)"])
        return true
    }

    private func post(_ mail: ParsedMail, _ reply: MailReply) async throws {
        let words = MailWords.words(
            locale: try relay.store.read { try $0.visitorContext(of: reply.user)?.locale },
            team: relay.desk.words.teamLanguage)
        var lines = [newText(of: mail.text ?? "", marks: MailWords.replyMarks)].filter { !$0.isEmpty }
        var files: [AttachmentID] = []
        for file in mail.files {
            do {
                guard file.content.count <= largestFile else { throw DeskError.tooManyFiles }
                files.append(
                    try await relay.desk.keepFile(
                        file.content, name: file.name, limit: largestFile, of: reply.user
                    ).id)
            } catch is DeskError {
                lines.append(words.fileRefused(file.name ?? "…"))
            }
        }
        var texts = split(lines.joined(separator: "\n"), limit: MessageText.maximumLength).prefix(Self.mostMessages)
            .compactMap { try? MessageText($0) }  // what is blank is not written
        if texts.isEmpty, !files.isEmpty { texts = [try MessageText("", mayBeBlank: true)] }
        // Senders choose it, so only its hash is ours to use.
        let id = String(base64URL(sha256((mail.id.isEmpty ? reply.body : Array(mail.id.utf8)))).prefix(32))
        try await relay.desk.post(reply, texts, files: files, id: id)
    }
}
