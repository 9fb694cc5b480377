import CCurl
import Dispatch
import Synchronization

/// Hands in mails by SMTP with libcurl, one at a time and each over a connection of its own: mails are rare, and a
/// connection that is kept is one that breaks unnoticed.
public final class SMTPClient: Sendable {
    public struct Limits: Sendable {
        /// Until there is a connection, TLS included.
        public var connecting = Duration.seconds(15)
        /// For the whole conversation. Servers that slow down strangers take up to a minute for one answer.
        public var total = Duration.seconds(120)

        public init() {}
    }

    private let server: SMTPServer
    private let greeting: String
    private let limits: Limits
    // It blocks, so it has a thread of its own.
    private let queue = DispatchQueue(label: "otvet.smtp")

    /// - Parameter greeting: The name by which this machine greets the server.
    public init(_ server: SMTPServer, greeting: String, limits: Limits = Limits()) {
        self.server = server
        self.greeting = greeting
        self.limits = limits
    }

    /// Sends a mail, and returns when the server has taken it.
    public func send(
        _ letter: [UInt8], from sender: MailAddress, to recipient: MailAddress
    ) async throws(SMTPFailure) {
        let transfer = SMTPTransfer(letter)
        let failure = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { [self] in
                    continuation.resume(
                        returning: transfer.run(server, greeting: greeting, from: sender, to: recipient, limits))
                }
            }
        } onCancel: {
            transfer.isCancelled.store(true, ordering: .releasing)
        }
        if let failure { throw failure }
    }

    /// Connects and signs in, and sends nothing.
    public func probe() async throws(SMTPFailure) {
        let transfer = SMTPTransfer([])
        let failure = await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: transfer.probe(server, greeting: greeting, limits)) }
        }
        if let failure { throw failure }
    }
}
