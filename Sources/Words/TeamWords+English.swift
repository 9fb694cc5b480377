import Domain

extension TeamWords {
    public static let english = TeamWords(
        teamLanguage: .english,
        quoted: { "“\($0)”" },
        team: "the team",
        support: "Support",
        automaticReply: "Automatic reply",
        visitor: "Visitor",
        inPanel: { "\($0) (panel)" },
        closed: { "Closed by \($0)." },
        opensAgain: "A new message from the visitor reopens it.",
        reopened: { "Reopened by \($0)." },
        closedByVisitor: "Closed by the visitor.",
        reopenedByVisitor: "Reopened by the visitor.",
        banned: { "Banned by \($0): this visitor's messages are no longer accepted. /unban lifts the ban." },
        unbanned: "This visitor's messages are accepted again.",
        parkedBefore: { "Those from before the ban (\($0)) are above." },
        takes: { "\($0) has taken this one." },
        nobodyTakes: "Nobody has this one now.",
        onlyPeopleTake: "Only a person can take a conversation, not the group.",
        renamed: { "The visitor's name is now \($0)." },
        takenBack: "The visitor no longer sees that message.",
        nothingTakenBack: "Nothing was deleted: send /delete as a reply to one of your own messages.",
        rated: { stars in "Rated " + (1...5).map { $0 <= stars ? "★" : "☆" }.joined() },
        signedIn: "The visitor has signed in:",
        alsoWroteIn: { "The same visitor also wrote in #\($0)." },
        help: "What you write here is shown to the visitor, except for these commands:",
        menu: [
            ("close", "Close the conversation"),
            ("reopen", "Open it again"),
            ("take", "Say that it is yours"),
            ("note", "Keep a note that the visitor never sees; // does the same"),
            ("info", "Who the visitor is, and the last messages"),
            ("name", "Give the visitor a name"),
            ("delete", "As a reply to your message: remove it for the visitor"),
            ("ban", "Accept no more messages from the visitor"),
            ("unban", "Accept messages from the visitor again"),
            ("hours", "When the team is there, and how to change that"),
            ("help", "These commands"),
        ],
        unknownCommand: { "\($0) is no command, and was not sent to the visitor. /help lists the commands." },
        incompleteCommand: { verb in
            "Nothing was sent to the visitor. Use it like this: \(verb) and "
                + (verb == "/name" ? "the visitor's name." : "the note's text.")
        },
        foreignCommand: { "Nothing was sent to the visitor: this is a command for another bot, @\($0)." },
        unclearCommand: {
            "Nothing was sent to the visitor, because the line begins with \($0). If it is meant for the visitor, begin "
                + "it with another word."
        },
        filesNotSent: {
            $0 == 1
                ? "The file above the command was not sent to the visitor."
                : "The \($0) files above the command were not sent to the visitor."
        },
        filesOfNote: { count, link in
            "📎 " + (count == 1 ? "A file" : "\(count) files") + " in Telegram" + (link.map { ": \($0)" } ?? "")
        },
        filesStayHere: {
            "🔒 Kept as a note. The visitor sees neither it nor the \($0 == 1 ? "file" : "\($0) files"), which stay here."
        },
        editedIntoNote: "🔒 The visitor no longer sees that message: it is a note now.",
        editedIntoCommand: {
            "⚠️ The visitor still sees what stood here before. \($0) counts only as a line of its own: send it again."
        },
        editedAfterTakingBack:
            "⚠️ The visitor does not see this change: the message was taken back. Send it again if it is meant for them.",
        albumEdited:
            "⚠️ The visitor sees none of these files: they were not sent. Send them again if they are meant for them.",
        albumTakenBack:
            "⚠️ Some of these files reached the visitor before it was clear that they were not meant for them. They have "
            + "been taken back.",
        longEdit: "⚠️ The visitor still sees what stood here before: the text is too long for an edit.",
        blank: "⚠️ The visitor sees nothing of this: there are no visible characters in it.",
        wroteAsChannel: {
            "⚠️ The visitor did not get this: it was written in the name of the channel \($0). Write as yourself."
        },
        wroteAnonymously:
            "⚠️ The visitor did not get this: it was written in the group's name, which the settings don't allow. Write "
            + "as yourself.",
        notVisible: { "⚠️ Visitors can't be shown this (\($0)): they read “\($1)” instead. Best say it in words." },
        unknownKind: { "⚠️ The visitor sees nothing of this, which Telegram calls “\($0)”. Best say it in words." },
        noteGoesOn:
            "🔒 Kept as a part of the note above, and not shown to the visitor: Telegram divides a long text into several "
            + "messages.",
        filesOfRichText: "⚠️ The visitor sees only the words of this: send its pictures and files separately.",
        unreadable:
            "⚠️ What was just written or changed here did not reach the visitor: it could not be understood. Write it again.",
        verified: "verified",
        notVerified: "not verified",
        anonymous: "anonymous",
        name: "Name",
        email: "E-mail",
        phone: "Phone",
        member: "Member ID",
        identifier: "ID",
        subject: "Subject",
        page: "Page",
        address: "Address",
        cameFrom: "Came from",
        language: "Language",
        browser: "Browser",
        ticket: { "Ticket #\($0), \($1) UTC" },
        fromSite: "From the site",
        cameThrough: "Came through",
        contactGiven: "The visitor has filled in the form:",
        answerHere: "Answer in this topic: what you write is shown to the visitor.",
        earlierTopic: "The topic before this one is gone. The last messages were:",
        lastMessages: "The last messages:",
        allAnswered: "✅ All answered.",
        waiting: { $0 == 1 ? "❗️ 1 waits for an answer:" : "❗️ \($0) wait for an answer:" },
        more: { "… and \($0) more" },
        lag: { count, time in
            "⏳ Telegram takes no more at the moment: "
                + (count == 1 ? "1 line has waited for \(time)." : "\(count) lines wait, the oldest for \(time).")
        },
        lessThanMinutes: { "less than \($0) min" },
        minutes: { "\($0) min" },
        hours: { "\($0) h" },
        days: { $0 == 1 ? "1 day" : "\($0) days" },
        reminder: { time, agent in
            "⏰ The visitor has waited \(time) for an answer." + (agent.map { " \($0) took it." } ?? "")
        },
        hoursAreOn: { "Working hours are on (\($0))." },
        hoursAreOff: "Working hours are off.",
        thereUntil: { $0.map { "Somebody is there until \($0)." } ?? "Somebody is there." },
        awayUntil: { $0.map { "Nobody is there until \($0)." } ?? "Nobody is there." },
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        closedDay: "closed",
        hoursHelp:
            "Use it like this: /hours, /hours on, /hours off, /hours mon-fri 9:00-13:00 14:00-18:00, /hours sat closed, "
            + "/hours 2026-12-31 10:00-14:00 or /hours 2026-12-31 usual. Hours across midnight are written as two, "
            + "for both days.",
        onlyAdministrators:
            "Only administrators change the hours. If you are one, link your Telegram account in the panel under My account.",
        notPosted: { "⚠️ Visitors' messages can't be posted here: \($0) The messages are kept, and will follow later." },
        webhookTaken: {
            "⚠️ This bot's updates went to \($0) until now, and come to Otvet from now on. If another program needs "
                + "them, give one of the two a bot of its own."
        },
        missing: { count, reason in
            "⚠️ \(count == 1 ? "A message" : "\(count) messages") may be missing here: \(reason)"
        },
        theyRead: { $0 == 1 ? "It reads:" : "They read:" },
        messageGone: "the message no longer exists",
        messageUnreadable: "it can't be read",
        notRecorded: "Telegram has it, but that could not be recorded",
        topicNotPosted: { "⚠️ Messages from \($0) can't be posted: \($1) The messages will follow later." },
        lostTopic:
            "⚠️ The conversation of this topic is no longer in the database: an older copy of it was restored. No visitor "
            + "sees what is written here; it is kept as a ticket of its own.",
        unknownTopic:
            "⚠️ The team writes in a topic that the database does not know, because an older copy of it was restored. If it was a "
            + "visitor's, nobody sees what is written there. It is kept for some days: write there once without replying to "
            + "anything, and all of it becomes a ticket of its own.",
        topic: { "Topic \($0)" },
        topicMadeTwice: "This topic was made twice. The conversation goes on in the other one.",
        moreInPanel: { "… and \($0) more, in the panel." },
        digestNotPosted: { count, reason in
            "⚠️ \(count == 1 ? "A message stands" : "\(count) messages stand") in the panel only, and the line that says so "
                + "may be missing here: \(reason)"
        },
        kind: { kind in kind == .videoNote ? "the video note" : "the \(kind.rawValue)" },
        file: { failure in
            switch failure {
            case .tooBig: "it is over 20 MB"
            case .noImage: "there is no image of it"
            case .notGivenOut: "Telegram does not give it out"
            case .damaged: "it is damaged"
            case .didNotCome: "Telegram did not deliver it, however often it was asked for"
            case .notKept: "the program can't keep it"
            case .notHere: "its content is not here"
            case .refused(let reason): reason
            }
        },
        notCarried: { "⚠️ The visitor does not see \($0): \($1)." },
        bringIt: { "Upload it here, and it will appear in its place: \($0)" },
        tooBigForBots: "Telegram gives bots no larger files: send a link to it, or smaller parts.",
        sendAgain: "Send it again, or another way.",
        notShown: { "⚠️ \($0) can't be shown here: \($1)." },
        brought: { "✅ The visitor has \($0) now." },
        theFile: "the file",
        connected: "✅ Connected. Your site's conversations will appear here.",
        signInCode: { code, place in
            let place = place.map { "on \($0)" } ?? "in your team's panel"
            return code + "\nis your code to sign in. It works once, within five minutes. Type it \(place) and nowhere "
                + "else; nobody will ever ask you for it."
        })
}
