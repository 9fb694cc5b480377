import Domain
import Telegram

/// What staff read in Telegram, in the language of their team: whole sentences, as values.
///
/// Whoever acts is named by ``team``, by their name, or by ``inPanel`` of it; sentences are built so that they fit
/// anybody.
struct TeamWords: Sendable {
    typealias About<Thing> = @Sendable (Thing) -> String

    // MARK: People

    /// Puts what somebody claims into quotation marks.
    let quoted: About<String>
    let team: String
    /// Who writes to visitors without a name.
    let support: String
    let visitor: String
    let inPanel: About<String>

    // MARK: What has been done

    let closed: About<String>
    let opensAgain: String
    let reopened: About<String>
    let closedByVisitor: String
    let reopenedByVisitor: String
    let banned: About<String>
    let unbanned: String
    /// So many messages had waited for the end of the ban.
    let parkedBefore: About<Int>
    let takes: About<String>
    let nobodyTakes: String
    let onlyPeopleTake: String
    let renamed: About<String>
    let takenBack: String
    let nothingTakenBack: String
    let rated: About<Int>
    let signedIn: String
    let alsoWroteIn: About<TicketID>

    // MARK: Commands

    let help: String
    /// What Telegram's clients offer, and `/help` says.
    let menu: [(name: String, description: String)]
    /// A line that begins like a command and is none.
    let unknownCommand: About<String>
    /// A command without what it needs.
    let incompleteCommand: About<String>
    /// A command for the bot of this name.
    let foreignCommand: About<String>
    /// A command's name with something else right behind it.
    let unclearCommand: About<String>
    /// So many files stood above a command.
    let filesNotSent: About<Int>

    // MARK: Notes, edits, and what does not reach the visitor

    /// Stands at the end of a note that was written below so many files, with the address of the post.
    let filesOfNote: @Sendable (Int, String?) -> String
    /// The same as a line in the topic.
    let filesStayHere: About<Int>
    let editedIntoNote: String
    let editedIntoCommand: About<String>
    let editedAfterTakingBack: String
    let albumEdited: String
    let albumTakenBack: String
    let longEdit: String
    let blank: String
    /// Of this name.
    let wroteAsChannel: About<String>
    let wroteAnonymously: String
    /// A kind that visitors can't see, and what they read instead.
    let notVisible: @Sendable (String, String) -> String
    /// Something that no kind of content is known by.
    let unknownKind: About<String>
    let filesOfRichText: String
    let unreadable: String

    // MARK: The card

    /// The name, and how certain it is.
    let verified: String
    let notVerified: String
    let anonymous: String
    let email: String
    let member: String
    let identifier: String
    let subject: String
    let page: String
    let address: String
    let cameFrom: String
    let language: String
    let browser: String
    let ticket: @Sendable (TicketID, String) -> String
    let answerHere: String
    let earlierTopic: String
    let lastMessages: String

    // MARK: Waiting

    let allAnswered: String
    let waiting: About<Int>
    let more: About<Int>
    let lag: @Sendable (Int, String) -> String
    let lessThanMinutes: About<Int>
    let minutes: About<Int>
    let hours: About<Int>
    let days: About<Int>
    /// After so long, and who took it.
    let reminder: @Sendable (String, String?) -> String

    // MARK: Trouble

    let notPosted: About<TelegramError>
    let trouble: About<TelegramError>
    let webhookTaken: About<String>
    /// So many messages may be missing in the topic, for this reason; their texts follow.
    let missing: @Sendable (Int, String) -> String
    let theyRead: About<Int>
    /// Why a message was given up, from what is kept of it and the error.
    let givenUp: @Sendable (String, TelegramError) -> String
    let messageGone: String
    let messageUnreadable: String
    let notRecorded: String
    let topicNotPosted: @Sendable (String, TelegramError) -> String
    let lostTopic: String
    /// Stands in General before the address of a topic.
    let unknownTopic: String
    /// What a topic is called of which only the number is known.
    let topic: About<Int64>
    /// Stands in the topic that does not count, before the address of the one that does.
    let topicMadeTwice: String
    /// In place of so many messages.
    let moreInPanel: About<Int>
    /// The same once more, after it could not be posted for this reason.
    let digestNotPosted: @Sendable (Int, String) -> String

    // MARK: Files

    let kind: About<Attachment.Kind>
    let file: About<FileFailure>
    /// A file of this name or kind, and why the visitor does not see it.
    let notCarried: @Sendable (String, String) -> String
    let bringIt: About<String>
    let tooBigForBots: String
    let sendAgain: String
    let notShown: @Sendable (String, String) -> String
    let brought: About<String>
    let theFile: String

    // MARK: Connecting and signing in

    let connected: String

    /// The place of the panel, if it is known.
    let signInCode: @Sendable (String, String?) -> String
}
