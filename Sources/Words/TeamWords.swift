public import Domain

/// What staff read in Telegram, in the language of their team: whole sentences, as values.
///
/// Whoever acts is named by ``team``, by their name, or by ``inPanel`` of it; sentences are built so that they fit
/// anybody.
public struct TeamWords: Sendable {
    public let teamLanguage: TeamLanguage

    public typealias About<Thing> = @Sendable (Thing) -> String

    // MARK: People

    /// Puts what somebody claims into quotation marks.
    public let quoted: About<String>
    public let team: String
    /// Who writes to visitors without a name.
    public let support: String
    public let visitor: String
    public let inPanel: About<String>

    // MARK: What has been done

    public let closed: About<String>
    public let opensAgain: String
    public let reopened: About<String>
    public let closedByVisitor: String
    public let reopenedByVisitor: String
    public let banned: About<String>
    public let unbanned: String
    /// So many messages had waited for the end of the ban.
    public let parkedBefore: About<Int>
    public let takes: About<String>
    public let nobodyTakes: String
    public let onlyPeopleTake: String
    public let renamed: About<String>
    public let takenBack: String
    public let nothingTakenBack: String
    public let rated: About<Int>
    public let signedIn: String
    public let alsoWroteIn: About<TicketID>

    // MARK: Commands

    public let help: String
    /// What Telegram's clients offer, and `/help` says.
    public let menu: [(name: String, description: String)]
    /// A line that begins like a command and is none.
    public let unknownCommand: About<String>
    /// A command without what it needs.
    public let incompleteCommand: About<String>
    /// A command for the bot of this name.
    public let foreignCommand: About<String>
    /// A command's name with something else right behind it.
    public let unclearCommand: About<String>
    /// So many files stood above a command.
    public let filesNotSent: About<Int>

    // MARK: Notes, edits, and what does not reach the visitor

    /// Stands at the end of a note that was written below so many files, with the address of the post.
    public let filesOfNote: @Sendable (Int, String?) -> String
    /// The same as a line in the topic.
    public let filesStayHere: About<Int>
    public let editedIntoNote: String
    public let editedIntoCommand: About<String>
    public let editedAfterTakingBack: String
    public let albumEdited: String
    public let albumTakenBack: String
    public let longEdit: String
    public let blank: String
    /// Of this name.
    public let wroteAsChannel: About<String>
    public let wroteAnonymously: String
    /// A kind that visitors can't see, and what they read instead.
    public let notVisible: @Sendable (String, String) -> String
    /// Something that no kind of content is known by.
    public let unknownKind: About<String>
    public let filesOfRichText: String
    public let unreadable: String

    // MARK: The card

    /// The name, and how certain it is.
    public let verified: String
    public let notVerified: String
    public let anonymous: String
    public let email: String
    public let member: String
    public let identifier: String
    public let subject: String
    public let page: String
    public let address: String
    public let cameFrom: String
    public let language: String
    public let browser: String
    public let ticket: @Sendable (TicketID, String) -> String
    public let answerHere: String
    public let earlierTopic: String
    public let lastMessages: String

    // MARK: Waiting

    public let allAnswered: String
    public let waiting: About<Int>
    public let more: About<Int>
    public let lag: @Sendable (Int, String) -> String
    public let lessThanMinutes: About<Int>
    public let minutes: About<Int>
    public let hours: About<Int>
    public let days: About<Int>
    /// After so long, and who took it.
    public let reminder: @Sendable (String, String?) -> String

    // MARK: Trouble

    /// Why, as a sentence.
    public let notPosted: About<String>
    public let webhookTaken: About<String>
    /// So many messages may be missing in the topic, for this reason; their texts follow.
    public let missing: @Sendable (Int, String) -> String
    public let theyRead: About<Int>
    public let messageGone: String
    public let messageUnreadable: String
    public let notRecorded: String
    /// Whose, and why, as a sentence.
    public let topicNotPosted: @Sendable (String, String) -> String
    public let lostTopic: String
    /// Stands in General before the address of a topic.
    public let unknownTopic: String
    /// What a topic is called of which only the number is known.
    public let topic: About<Int64>
    /// Stands in the topic that does not count, before the address of the one that does.
    public let topicMadeTwice: String
    /// In place of so many messages.
    public let moreInPanel: About<Int>
    /// The same once more, after it could not be posted for this reason.
    public let digestNotPosted: @Sendable (Int, String) -> String

    // MARK: Files

    public let kind: About<Attachment.Kind>
    public let file: About<FileFailure>
    /// A file of this name or kind, and why the visitor does not see it.
    public let notCarried: @Sendable (String, String) -> String
    public let bringIt: About<String>
    public let tooBigForBots: String
    public let sendAgain: String
    public let notShown: @Sendable (String, String) -> String
    public let brought: About<String>
    public let theFile: String

    // MARK: Connecting and signing in

    public let connected: String

    /// The place of the panel, if it is known.
    public let signInCode: @Sendable (String, String?) -> String
}
