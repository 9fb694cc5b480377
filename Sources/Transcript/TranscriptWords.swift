import Domain

/// What a page says beside what people have written.
struct TranscriptWords: Sendable {
    let conversations: String
    let chat: String
    let ticket: @Sendable (TicketID) -> String
    let statuses: [TicketStatus: String]
    let visitor: String
    let you: String
    let support: String
    let automatic: String
    let note: @Sendable (String) -> String
    let deleted: String
    let edited: String
    let reply: String
    let loading: String
    let unavailable: String
    let expired: String
    let zone: @Sendable (String) -> String
    let rating: @Sendable (Int) -> String
    let date: @Sendable (_ day: Int, _ month: Int, _ year: String) -> String
    let size: @Sendable (_ bytes: Int) -> String
    let newer: String
    let older: String
    let nothing: String
    let cut: String
}

extension TranscriptWords {
    static let english = TranscriptWords(
        conversations: "Conversations", chat: "Conversation", ticket: { "Ticket \($0)" },
        statuses: [.open: "Open", .answered: "Answered", .closed: "Closed", .archived: "Archived"],
        visitor: "Visitor", you: "You", support: "Support", automatic: "Automatic reply",
        note: { "\($0), internal note" },
        deleted: "This message was deleted.", edited: "edited", reply: "In reply to an earlier message",
        loading: "This file has not been fetched yet.", unavailable: "This file is not available.",
        expired: "This file was removed: files are kept for a time only.", zone: { "Times are in \($0)." },
        rating: { "Rated \($0) out of 5" },
        date: { day, month, year in
            let months = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            return "\(day) \(months[month - 1]) \(year)"
        },
        size: { sized($0, ["B", "KB", "MB"], ".") }, newer: "Newer", older: "Older",
        nothing: "There are no messages here.",
        cut: "The conversation is longer than this page may be. What follows is not on it.")

    static let russian = TranscriptWords(
        conversations: "Обращения", chat: "Переписка", ticket: { "Обращение № \($0)" },
        statuses: [.open: "Открыто", .answered: "Есть ответ", .closed: "Закрыто", .archived: "В архиве"],
        visitor: "Посетитель", you: "Вы", support: "Поддержка", automatic: "Автоответ",
        note: { "\($0), внутренняя заметка" },
        deleted: "Сообщение удалено.", edited: "изменено", reply: "В ответ на более раннее сообщение",
        loading: "Этот файл ещё не загружен.", unavailable: "Этот файл недоступен.",
        expired: "Этот файл удалён: файлы хранятся ограниченное время.", zone: { "Время указано по \($0)." },
        rating: { "Оценка: \($0) из 5" },
        date: { day, month, year in
            let months = [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря",
            ]
            return "\(day) \(months[month - 1]) \(year) г."
        },
        size: { sized($0, ["Б", "КБ", "МБ"], ",") }, newer: "Более новые", older: "Более старые",
        nothing: "Здесь нет сообщений.",
        cut: "Переписка длиннее, чем может быть эта страница. Продолжения на ней нет.")
}

/// With one decimal from a megabyte on.
private func sized(_ bytes: Int, _ units: [String], _ point: String) -> String {
    switch bytes {
    case ..<1000: return "\(bytes) \(units[0])"
    case ..<1_000_000: return "\((bytes + 500) / 1000) \(units[1])"
    default:
        let tenths = bytes / 100_000
        return "\(tenths / 10)\(point)\(tenths % 10) \(units[2])"
    }
}
