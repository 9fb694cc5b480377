/// What users read in mails, in their language, as whole sentences.
public struct MailWords: Sendable {
    /// The language for the pages (`lang`).
    public let code: String
    /// The subject, with the name of who writes or of the desk.
    public let subject: @Sendable (String) -> String
    public let greeting: @Sendable (String?) -> String
    /// Above the answers, by their number.
    public let intro: @Sendable (Int) -> String
    /// This many are not in the mail.
    public let more: @Sendable (Int) -> String
    public let file: @Sendable (String) -> String
    public let open: String
    /// A reply to the mail reaches the staff, or does not.
    public let replyHere: String
    public let noReply: String
    /// What a reply is written above.
    public let replyAbove: String
    public let why: String
    public let unsubscribe: String
    /// A file of a reply that was not taken.
    public let fileRefused: @Sendable (String) -> String
    /// For an answer whose author has no name.
    public let support: String

    public static let english = MailWords(
        code: "en",
        subject: { "\($0) has answered you" },
        greeting: { name in name.map { "Hello \($0)," } ?? "Hello," },
        intro: {
            $0 == 1 ? "There is an answer that you have not read:" : "There are \($0) answers that you have not read:"
        },
        more: { $0 == 1 ? "One more answer is in the conversation." : "\($0) more answers are in the conversation." },
        file: { "File: \($0)" },
        open: "Open the conversation",
        replyHere: "You can also reply to this mail.",
        noReply: "Please answer there: replies to this mail are not read.",
        replyAbove: "Reply above this line",
        why: "You get this mail because you wrote to us and have not read the answer.",
        unsubscribe: "No more such mails",
        fileRefused: { "(File not taken: \($0))" },
        support: "Support")

    public static let russian = MailWords(
        code: "ru",
        subject: { "Вам ответили: \($0)" },
        greeting: { name in name.map { "Здравствуйте, \($0)!" } ?? "Здравствуйте!" },
        intro: { count in
            count == 1
                ? "Вам ответили, а вы ещё не прочитали:"
                : "У вас \(count) \(plural(count, "непрочитанный ответ", "непрочитанных ответа", "непрочитанных ответов")):"
        },
        more: { "В переписке есть ещё \($0) \(plural($0, "ответ", "ответа", "ответов"))." },
        file: { "Файл: \($0)" },
        open: "Открыть переписку",
        replyHere: "Можно ответить и на это письмо.",
        noReply: "Отвечайте, пожалуйста, там: ответы на это письмо никто не читает.",
        replyAbove: "Ответ пишите выше этой строки",
        why: "Это письмо пришло, потому что вы писали нам и ещё не прочитали ответ.",
        unsubscribe: "Больше не присылать таких писем",
        fileRefused: { "(Файл не принят: \($0))" },
        support: "Поддержка")

    /// What a reply is written above, in every language.
    public static var replyMarks: [String] { [english, russian].map(\.replyAbove) }

    /// For a browser's language, if it is known; otherwise for that of the team.
    public static func words(locale: String?, team: TeamLanguage) -> MailWords {
        guard let locale else { return team == .russian ? .russian : .english }
        return locale.lowercased().hasPrefix("ru") ? .russian : .english
    }
}
