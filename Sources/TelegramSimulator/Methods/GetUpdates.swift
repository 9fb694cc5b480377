extension Group {
    /// Whether and how a waiting `getUpdates` call ends.
    enum Poll {
        case updates([QueuedUpdate])
        case wait
    }

    /// Begins a `getUpdates` call: ends one that is waiting, and confirms updates.
    ///
    /// - Returns: The generation by which the call is recognised while it waits.
    mutating func beginPoll(_ parameters: Parameters) throws(APIError) -> Int {
        try checkNoWebhook()
        if let kinds = try parameters.nested("allowed_updates") { allow(kinds) }
        if let offset = parameters.integer("offset"), offset != 0 { updates.confirm(before: offset) }
        pollGeneration += 1
        return pollGeneration
    }

    /// The answer to a waiting call. It fails if another call or a webhook has replaced it.
    func poll(_ generation: Int, limit: Int) throws(APIError) -> Poll {
        if !webhook.url.isEmpty { throw .conflict("terminated by setWebhook request") }
        guard generation == pollGeneration else {
            throw .conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running")
        }
        return updates.pending.isEmpty ? .wait : .updates(Array(updates.pending.prefix(limit)))
    }

    private func checkNoWebhook() throws(APIError) {
        guard webhook.url.isEmpty else {
            throw .conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
        }
    }
}
