import Domain
import Logging

/// The parts of the desk as they sign their log lines.
enum Log {
    static let session = Logger(label: "Session")
    static let staff = Logger(label: "Staff")
    static let support = Logger(label: "Support")

    /// A message is committed. What it says and who wrote it is nobody's business here.
    static func posted(_ message: Message, in ticket: Ticket) {
        support.info(
            "message posted",
            metadata: [
                "ticket": "\(ticket.id)", "message": "\(message.id)", "by": "\(message.author.rawValue)",
                "status": "\(ticket.status.rawValue)",
            ])
    }

    static func status(_ ticket: Ticket, by author: String) {
        support.info(
            "ticket changed",
            metadata: ["ticket": "\(ticket.id)", "status": "\(ticket.status.rawValue)", "by": "\(author)"])
    }
}
