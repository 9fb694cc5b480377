extension Group {
    /// Somebody presses the button with this `callback_data`. Any member may press it. A client could also forge
    /// the data, which is not simulated.
    ///
    /// - Returns: The query's id, by which ``callbackQueries`` tells what the bot has answered.
    @discardableResult
    public mutating func press(_ data: String, under messageID: Int, by actor: Participant) throws(APIError) -> String {
        guard let message = message(messageID) else { throw .badRequest("MESSAGE_ID_INVALID") }
        let rows = message.replyMarkup?["inline_keyboard"]?.elements ?? []
        guard rows.contains(where: { $0.elements?.contains { $0["callback_data"]?.string == data } == true }) else {
            throw .badRequest("BUTTON_DATA_INVALID")
        }
        meet(actor)
        lastCallbackQuery += 1
        let query = CallbackQuery(
            id: "43825\(lastCallbackQuery + 1_000_000_000)", botID: message.from.account.id, time: now)
        if callbackQueries.count == CallbackQuery.kept { callbackQueries.removeFirst() }
        callbackQueries.append(query)
        guard message.from == .member(bot) else { return query.id }
        tell(
            "callback_query",
            [
                "id": .string(query.id), "from": actor.account.json, "message": json(message), "chat_instance": "-392",
                "data": .string(data),
            ])
        return query.id
    }
}
