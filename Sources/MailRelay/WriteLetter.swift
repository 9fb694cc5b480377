@_spi(Channel) import Desk
import Domain
import Mail
import Words

extension MailRelay {
    /// The mail as it is sent.
    func letter(_ task: MailTask) -> Letter {
        let words = MailWords.words(locale: task.locale, team: desk.words.teamLanguage)
        let id = { (mail: MailID) in self.messageID(of: mail, in: task.ticket.id) }
        let key = desk.unsubscribeKey(of: task.email)
        let link =
            "\(settings.publicURL)/cabinet?lang=\(words.code)#token="
            + desk.mailPass(to: task.ticket.id, of: task.user, at: task.email)
        let unsubscribe = "\(settings.publicURL)/mail/unsubscribe/\(key)?lang=\(words.code)"
        let replyTo = settings.replies?.address(desk.replyToken(of: task.ticket, at: task.email))
        let content = LetterContent(
            words: words, task: task, link: link, unsubscribe: unsubscribe, takesReplies: replyTo != nil)
        let name = task.answers.last?.authorName ?? settings.from.name ?? words.support
        return Letter(
            from: settings.from, to: task.address,
            replyTo: replyTo.map { Letter.Party(name: settings.from.name, address: $0) },
            subject: task.ticket.subject.map { "Re: \($0)" } ?? words.subject(name),
            date: clock().milliseconds / 1000, id: id(task.mail.id),
            references: task.earlier.map(id), unsubscribe: unsubscribe, text: content.text, html: content.html)
    }

    /// The same for every attempt, so that a mail that comes twice is shown once.
    func messageID(of mail: MailID, in ticket: TicketID) -> String {
        "otvet.\(ticket).\(mail).\(desk.mailMark(of: mail))@\(settings.from.address.domain)"
    }
}

/// What a mail says, in its two forms.
struct LetterContent {
    let words: MailWords
    let task: MailTask
    let link: String
    let unsubscribe: String
    let takesReplies: Bool

    private var count: Int { task.answers.count + task.more }

    var text: String {
        var blocks = takesReplies ? ["--- \(words.replyAbove) ---"] : []
        blocks += [words.greeting(task.user.name), words.intro(count)]
        blocks += task.answers.map { answer in
            ([author(answer) + ":"] + lines(answer)).joined(separator: "\n")
        }
        if task.more > 0 { blocks.append(words.more(task.more)) }
        blocks += ["\(words.open):\n\(link)", takesReplies ? words.replyHere : words.noReply]
        blocks.append("-- \n\(words.why)\n\(words.unsubscribe):\n\(unsubscribe)")
        return blocks.joined(separator: "\n\n") + "\n"
    }

    var html: String {
        let answers = task.answers.map { answer in
            """
            <div style="margin:16px 0;padding:12px 16px;border:1px solid #8884;border-radius:12px">
            <p style="margin:0 0 4px;font-weight:600"><bdi>\(escaped(author(answer)))</bdi></p>
            <p dir="auto" style="margin:0;white-space:pre-wrap;overflow-wrap:anywhere">\
            \(lines(answer).map(escaped).joined(separator: "<br>"))</p>
            </div>
            """
        }
        let above =
            takesReplies ? "<p style=\"opacity:.75;font-size:13px\">--- \(escaped(words.replyAbove)) ---</p>" : ""
        let more = task.more > 0 ? "<p>\(escaped(words.more(task.more)))</p>" : ""
        return """
            <!doctype html>
            <html lang="\(words.code)">
            <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
            <body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
            <div style="max-width:600px;margin:0 auto">
            \(above)
            <p><bdi>\(escaped(words.greeting(task.user.name)))</bdi></p>
            <p>\(escaped(words.intro(count)))</p>
            \(answers.joined(separator: "\n"))
            \(more)
            <p style="margin:24px 0"><a href="\(escaped(link))" style="display:inline-block;padding:10px 20px;\
            border-radius:10px;background:#2558c9;color:#fff;text-decoration:none">\(escaped(words.open))</a></p>
            <p>\(escaped(takesReplies ? words.replyHere : words.noReply))</p>
            <p style="margin-top:32px;opacity:.75;font-size:13px">\(escaped(words.why))<br>
            <a href="\(escaped(unsubscribe))" style="color:inherit">\(escaped(words.unsubscribe))</a></p>
            </div>
            </body>
            </html>

            """
    }

    private func author(_ answer: Message) -> String { answer.authorName ?? words.support }

    private func lines(_ answer: Message) -> [String] {
        let text = answer.text.isEmpty ? [] : answer.text.split(separator: "\n", omittingEmptySubsequences: false)
        return text.map(String.init) + answer.attachments.map { words.file($0.name ?? $0.summary) }
    }
}
