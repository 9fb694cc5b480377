import Domain
import Telegram

/// What an update means to the desk.
enum Inbound: Equatable {
    /// A member of staff wrote in a topic.
    case answer(thread: Int64, post: Int64, by: Writer, text: String, replyTo: Int64?)
    /// A member of staff changed what they wrote.
    case edit(post: Int64, text: String)
    /// Nothing that a visitor should see.
    case nothing

    /// A member of staff, as visitors see them.
    enum Writer: Equatable {
        case member(id: Int64, name: String)
        /// Someone who writes in the group's name.
        case team(title: String?)
    }

    init(_ update: Update, group: Int64, botID: Int64) {
        if let message = update.message {
            self = Self.answer(message, group: group, botID: botID)
        } else if let message = update.editedMessage {
            self = Self.edit(message, group: group, botID: botID)
        } else {
            self = .nothing
        }
    }
}
