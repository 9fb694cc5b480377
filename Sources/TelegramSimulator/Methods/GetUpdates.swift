extension Group {
    /// Whether and how a `getUpdates` call ends now.
    enum Poll {
        case updates([QueuedUpdate])
        case wait
    }

    /// Begins a `getUpdates` call: takes over from one that waits, and confirms.
    ///
    /// - Returns: The generation that the call goes by while it waits.
    mutating func beginPoll(_ parameters: Parameters) throws(APIError) -> Int {
        try checkNoWebhook()
        if let kinds = try parameters.nested("allowed_updates") { allow(kinds) }
        if let offset = parameters.integer("offset"), offset != 0 { updates.confirm(before: offset) }
        pollGeneration += 1
        return pollGeneration
    }

    /// What a waiting call gets. It is over if another one or a webhook took its place.
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
