extension Group {
    /// Someone presses the button with this `callback_data`. Any member may, and what they send can be forged; this
    /// is the honest way.
    ///
    /// - Returns: The query's id, by which ``callbackQueries`` tells what the bot answered.
    @discardableResult
    public mutating func press(_ data: String, under messageID: Int, by actor: Participant) throws(APIError) -> String {
        guard let message = message(messageID) else { throw .badRequest("MESSAGE_ID_INVALID") }
        let rows = message.replyMarkup?["inline_keyboard"]?.elements ?? []
        guard rows.contains(where: { $0.elements?.contains { $0["callback_data"]?.string == data } == true }) else {
            throw .badRequest("BUTTON_DATA_INVALID")
        }
        meet(actor)
        lastCallbackQuery += 1
        let query = CallbackQuery(id: "43825\(lastCallbackQuery + 1_000_000_000)", time: now)
        if callbackQueries.count == CallbackQuery.kept { callbackQueries.removeFirst() }
        callbackQueries.append(query)
        updates.add(
            "callback_query",
            [
                "id": .string(query.id), "from": actor.account.json, "message": json(message), "chat_instance": "-392",
                "data": .string(data),
            ])
        return query.id
    }
}
