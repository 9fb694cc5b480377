extension Group {
    /// The most UTF-16 code units of an answer.
    private static let longestAnswer = 200

    /// `answerCallbackQuery` → True. It works once for each press, and only for a limited time.
    mutating func answerCallbackQuery(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let text = parameters.string("text").flatMap { $0.isEmpty ? nil : $0 }
        guard (text?.utf16.count ?? 0) <= Self.longestAnswer else { throw .badRequest("MESSAGE_TOO_LONG") }
        guard let index = callbackQueries.firstIndex(where: { $0.id == parameters.string("callback_query_id") }),
            callbackQueries[index].answer == nil, callbackQueries[index].botID == bot.id,
            now - callbackQueries[index].time < CallbackQuery.lifetime
        else { throw .badRequest("query is too old and response timeout expired or query ID is invalid") }
        callbackQueries[index].answer = CallbackQuery.Answer(text: text, isAlert: parameters.flag("show_alert"))
        touch(nil)
        return .yes
    }
}
