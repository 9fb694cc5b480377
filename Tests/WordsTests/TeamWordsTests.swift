import Domain
import Testing
import Words

/// Both languages have every sentence: a missing one does not compile. This looks for those that were forgotten.
@Suite struct TeamWordsTests {
    private static let ticket = TicketID(rawValue: 7)
    private static let failures: [FileFailure] = [
        .tooBig, .noImage, .notGivenOut, .damaged, .didNotCome, .notKept, .notHere,
    ]

    /// Every sentence, filled with something.
    static func all(_ w: TeamWords) -> [(label: String, text: String)] { first(w) + second(w) }

    private static func first(_ w: TeamWords) -> [(label: String, text: String)] {
        let found: [(String, String)] = [
            ("quoted", w.quoted("X")),
            ("team", w.team),
            ("support", w.support),
            ("automaticReply", w.automaticReply),
            ("visitor", w.visitor),
            ("inPanel", w.inPanel("X")),
            ("closed", w.closed("X")),
            ("opensAgain", w.opensAgain),
            ("reopened", w.reopened("X")),
            ("closedByVisitor", w.closedByVisitor),
            ("reopenedByVisitor", w.reopenedByVisitor),
            ("banned", w.banned("X")),
            ("unbanned", w.unbanned),
            ("takes", w.takes("X")),
            ("nobodyTakes", w.nobodyTakes),
            ("onlyPeopleTake", w.onlyPeopleTake),
            ("renamed", w.renamed("X")),
            ("takenBack", w.takenBack),
            ("nothingTakenBack", w.nothingTakenBack), ("parkedBefore", w.parkedBefore(2)),
            ("messageGone", w.messageGone),
            ("messageUnreadable", w.messageUnreadable), ("notRecorded", w.notRecorded),
            ("topicNotPosted", w.topicNotPosted("X", "X")), ("lostTopic", w.lostTopic),
            ("unknownTopic", w.unknownTopic),
            ("topic", w.topic(7)), ("topicMadeTwice", w.topicMadeTwice), ("connected", w.connected),
            ("moreInPanel", w.moreInPanel(2)),
            ("digestNotPosted", w.digestNotPosted(1, "X") + w.digestNotPosted(2, "X")),
            ("rated", w.rated(1) + w.rated(2)),
            ("signedIn", w.signedIn),
            ("alsoWroteIn", w.alsoWroteIn(ticket)),
            ("help", w.help),
            ("menu", w.menu.map(\.description).joined()),
            ("unknownCommand", w.unknownCommand("X")),
            ("incompleteCommand", w.incompleteCommand("X")),
            ("foreignCommand", w.foreignCommand("X")),
            ("unclearCommand", w.unclearCommand("X")),
            ("filesNotSent", w.filesNotSent(1) + w.filesNotSent(2)),
            ("filesOfNote", w.filesOfNote(2, "X") + w.filesOfNote(1, nil)),
            ("filesStayHere", w.filesStayHere(1) + w.filesStayHere(2)),
            ("editedIntoNote", w.editedIntoNote),
            ("editedIntoCommand", w.editedIntoCommand("X")),
            ("editedAfterTakingBack", w.editedAfterTakingBack),
            ("albumEdited", w.albumEdited),
            ("albumTakenBack", w.albumTakenBack),
            ("longEdit", w.longEdit),
            ("blank", w.blank),
            ("wroteAsChannel", w.wroteAsChannel("X")),
            ("wroteAnonymously", w.wroteAnonymously),
            ("notVisible", w.notVisible("X", "X")),
            ("unknownKind", w.unknownKind("X")), ("noteGoesOn", w.noteGoesOn),
        ]
        return found.map { ($0.0, $0.1) }
    }

    private static func second(_ w: TeamWords) -> [(label: String, text: String)] {
        let found: [(String, String)] = [
            ("filesOfRichText", w.filesOfRichText),
            ("unreadable", w.unreadable),
            ("verified", w.verified),
            ("notVerified", w.notVerified),
            ("anonymous", w.anonymous),
            ("name", w.name),
            ("email", w.email),
            ("phone", w.phone),
            ("member", w.member),
            ("identifier", w.identifier),
            ("subject", w.subject),
            ("page", w.page),
            ("address", w.address),
            ("cameFrom", w.cameFrom),
            ("language", w.language),
            ("browser", w.browser),
            ("ticket", w.ticket(ticket, "X")),
            ("fromSite", w.fromSite),
            ("cameThrough", w.cameThrough),
            ("contactGiven", w.contactGiven),
            ("answerHere", w.answerHere),
            ("earlierTopic", w.earlierTopic),
            ("lastMessages", w.lastMessages),
            ("allAnswered", w.allAnswered),
            ("waiting", w.waiting(1) + w.waiting(2)),
            ("more", w.more(1) + w.more(2)),
            ("lag", w.lag(1, "X") + w.lag(2, "X")),
            ("lessThanMinutes", w.lessThanMinutes(1) + w.lessThanMinutes(2)),
            ("minutes", w.minutes(1) + w.minutes(2)),
            ("hours", w.hours(1) + w.hours(2)),
            ("days", w.days(1) + w.days(2)),
            ("reminder", w.reminder("X", "X") + w.reminder("X", nil)),
            ("hoursAreOn", w.hoursAreOn("X")), ("hoursAreOff", w.hoursAreOff),
            ("thereUntil", w.thereUntil("X") + w.thereUntil(nil)),
            ("awayUntil", w.awayUntil("X") + w.awayUntil(nil)),
            ("weekdays", w.weekdays.joined()), ("closedDay", w.closedDay), ("hoursHelp", w.hoursHelp),
            ("onlyAdministrators", w.onlyAdministrators),
            ("notPosted", w.notPosted("X")),
            ("webhookTaken", w.webhookTaken("X")),
            ("missing", w.missing(1, "X") + w.missing(2, "X")),
            ("theyRead", w.theyRead(1) + w.theyRead(2)),
            ("kind", Domain.Attachment.Kind.allCases.map(w.kind).joined()),
            ("file", failures.map(w.file).joined()),
            ("notCarried", w.notCarried("X", "X")),
            ("bringIt", w.bringIt("X")),
            ("tooBigForBots", w.tooBigForBots),
            ("sendAgain", w.sendAgain),
            ("notShown", w.notShown("X", "X")),
            ("brought", w.brought("X")),
            ("theFile", w.theFile),
            ("signInCode", w.signInCode("X", "X") + w.signInCode("X", nil)),
        ]
        return found.map { ($0.0, $0.1) }
    }

    @Test func everySentence_isThere_inItsLanguage() {
        // None is forgotten here: the list is as long as the type.
        let sentences = Mirror(reflecting: TeamWords.english).children.count { $0.label != "teamLanguage" }
        #expect(Self.all(.english).count == sentences)
        func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x4FF).contains(scalar.value) }
        for (english, russian) in zip(Self.all(.english), Self.all(.russian)) {
            #expect(
                !english.text.isEmpty && !english.text.unicodeScalars.contains(where: isCyrillic), "\(english.label)")
            guard english.label != "quoted" else { continue }
            #expect(russian.text.unicodeScalars.contains(where: isCyrillic), "\(english.label)")
        }
        #expect(TeamWords.english.menu.map(\.name) == TeamWords.russian.menu.map(\.name))
    }

    @Test(arguments: [
        (1, "1 строка ждёт"), (2, "2 строки ждут"), (5, "5 строк ждут"), (11, "11 строк ждут"), (21, "21 строка ждёт"),
        (112, "112 строк ждут"), (122, "122 строки ждут"),
    ])
    func numbers_haveTheirFormInRussian(count: Int, text: String) {
        #expect(TeamWords.russian.lag(count, "5 мин").contains(text))
    }
}
