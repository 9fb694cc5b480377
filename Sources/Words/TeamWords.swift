public import Domain

/// What staff read in Telegram, in the language of their team, as whole sentences.
///
/// Whoever acts is called ``team``, by their name, or ``inPanel`` with their name. The sentences are
/// built so that any of these fits.
public struct TeamWords: Sendable {
    public let teamLanguage: TeamLanguage

    public typealias About<Thing> = @Sendable (Thing) -> String

    // MARK: People

    /// Puts a claim of somebody's into quotation marks.
    public let quoted: About<String>
    public let team: String
    /// The name beside an answer whose author has none.
    public let support: String
    /// Stands before what the program itself has answered a visitor.
    public let automaticReply: String
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
    /// This many messages waited for the end of the ban.
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
    /// The commands that Telegram's clients offer, and that `/help` lists.
    public let menu: [(name: String, description: String)]
    /// For a line that begins like a command and is not one.
    public let unknownCommand: About<String>
    /// For a command without what it needs.
    public let incompleteCommand: About<String>
    /// For a command that is addressed to the bot of this name.
    public let foreignCommand: About<String>
    /// For a command's name that is directly followed by something else.
    public let unclearCommand: About<String>
    /// This many files stood above a command.
    public let filesNotSent: About<Int>

    // MARK: Notes, edits, and what does not reach the visitor

    /// Stands at the end of a note that was written below this many files, with the address of the post.
    public let filesOfNote: @Sendable (Int, String?) -> String
    /// The same as a line of its own in the topic.
    public let filesStayHere: About<Int>
    public let editedIntoNote: String
    public let editedIntoCommand: About<String>
    public let editedAfterTakingBack: String
    public let albumEdited: String
    public let albumTakenBack: String
    public let longEdit: String
    public let blank: String
    /// The name of the channel.
    public let wroteAsChannel: About<String>
    public let wroteAnonymously: String
    /// A kind that visitors can't see, and what they read instead.
    public let notVisible: @Sendable (String, String) -> String
    /// For a post whose kind of content is not known.
    public let unknownKind: About<String>
    /// A message that continues a long note.
    public let noteGoesOn: String
    public let filesOfRichText: String
    public let unreadable: String

    // MARK: The card

    /// How certain it is who the visitor is.
    public let verified: String
    public let notVerified: String
    public let anonymous: String
    public let name: String
    public let email: String
    public let phone: String
    public let member: String
    public let identifier: String
    public let subject: String
    public let page: String
    public let address: String
    public let cameFrom: String
    public let language: String
    public let browser: String
    public let ticket: @Sendable (TicketID, String) -> String
    /// Stands before what the host site says of the visitor.
    public let fromSite: String
    /// Stands before the last pages of the visitor, the newest first.
    public let cameThrough: String
    /// Stands above what a visitor has answered.
    public let contactGiven: String
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
    /// How long the visitor has waited, and which agent has the ticket, if any.
    public let reminder: @Sendable (String, String?) -> String

    // MARK: Hours

    /// In the zone of this name.
    public let hoursAreOn: About<String>
    public let hoursAreOff: String
    /// Until this day and time, if that is known.
    public let thereUntil: About<String?>
    public let awayUntil: About<String?>
    /// Short names, Monday's first.
    public let weekdays: [String]
    public let closedDay: String
    public let hoursHelp: String
    public let onlyAdministrators: String

    // MARK: Trouble

    /// The reason, as a sentence.
    public let notPosted: About<String>
    public let webhookTaken: About<String>
    /// This many messages may be missing in the topic, for this reason. Their texts follow.
    public let missing: @Sendable (Int, String) -> String
    public let theyRead: About<Int>
    public let messageGone: String
    public let messageUnreadable: String
    public let notRecorded: String
    /// Whose topic, and the reason, as a sentence.
    public let topicNotPosted: @Sendable (String, String) -> String
    public let lostTopic: String
    /// Stands in General before the address of a topic.
    public let unknownTopic: String
    /// The name of a topic of which only the number is known.
    public let topic: About<Int64>
    /// Stands in the topic that does not count, before the address of the topic that does.
    public let topicMadeTwice: String
    /// Stands in place of this many messages.
    public let moreInPanel: About<Int>
    /// This many messages stand in the panel only, and the line that says so may be missing for this reason.
    public let digestNotPosted: @Sendable (Int, String) -> String

    // MARK: Files

    public let kind: About<Attachment.Kind>
    public let file: About<FileFailure>
    /// The name or kind of a file, and why the visitor does not see it.
    public let notCarried: @Sendable (String, String) -> String
    public let bringIt: About<String>
    public let tooBigForBots: String
    public let sendAgain: String
    public let notShown: @Sendable (String, String) -> String
    public let brought: About<String>
    public let theFile: String

    // MARK: Connecting and signing in

    public let connected: String

    /// The code, and the address of the panel if it is known.
    public let signInCode: @Sendable (String, String?) -> String
}
