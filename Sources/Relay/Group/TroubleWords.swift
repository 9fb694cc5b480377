import Telegram
import Words

extension TeamWords {
    /// Why something can't be done in the group: a sentence. In English it is what the error says of itself.
    func trouble(_ error: TelegramError) -> String {
        switch teamLanguage {
        case .english: error.description
        case .russian: Self.russianTrouble(error)
        }
    }

    /// The same as a part of a sentence.
    func reason(_ error: TelegramError) -> String {
        var sentence = trouble(error)
        if sentence.last == "." { sentence.removeLast() }
        return sentence
    }

    /// Why a message was given up, from what is kept of it and the error.
    func givenUp(_ reason: String, _ error: TelegramError) -> String {
        teamLanguage == .english ? reason : trouble(error)
    }

    private static func russianTrouble(_ error: TelegramError) -> String {
        switch error {
        case .notSent(let reason): "Telegram недоступен (\(reason))."
        case .uncertain(let reason): "Неизвестно, дошло ли это до Telegram (\(reason))."
        case .cancelled: "Вызов отменён."
        case .rateLimited(let wait): "Telegram просит подождать \(wait.components.seconds) с."
        case .migrated(let chat): "У группы теперь другой идентификатор: \(chat)."
        case .unauthorized(let reason): "Telegram не узнаёт токен бота (\(reason))."
        case .forbidden(let reason): "У бота нет доступа к группе (\(reason))."
        case .chatNotFound(let reason): "Группа не найдена (\(reason))."
        case .notForum: "В группе нет тем: включите их в её настройках."
        case .missingRights(let reason): "Боту не хватает прав (\(reason))."
        case .conflict(.webhookIsSet): "Обновления нельзя запрашивать, пока установлен вебхук."
        case .conflict(.otherPoller): "Обновления этого бота запрашивает другая программа."
        case .conflict(.webhookChanged): "За это время установлен вебхук."
        case .webhookRefused(let reason): "Telegram не принял вебхук (\(reason))."
        case .chatRefused(let reason): "Telegram ничего не принимает для группы (\(reason))."
        case .topicRefused(let reason): "Telegram ничего не принимает для темы (\(reason))."
        case .topicGone: "Темы больше нет."
        case .topicClosed: "Тема закрыта."
        case .postedElsewhere: "Сообщение попало не в ту тему."
        case .notModified: "Менять нечего."
        case .messageGone: "Сообщения больше нет."
        case .unchangeable(let reason): "Сообщение нельзя изменить (\(reason))."
        case .replyTargetGone: "Сообщения, на которое дан ответ, больше нет."
        case .cannotParse(let reason): "Telegram не понял разметку (\(reason))."
        case .tooLong: "Текст слишком длинный."
        case .removedAtOnce: "Сообщение отправлено и тут же удалено."
        case .queryExpired: "Кнопку нажали слишком давно."
        case .fileTooBig: "Файл слишком большой."
        case .fileUnavailable: "Файл сейчас недоступен."
        case .fileRefused: "Telegram не принимает этот файл."
        case .badRequest(let reason): "Telegram отказал (\(reason))."
        }
    }
}
