extension TelegramSimulator {
    /// Delivers updates to the webhook one after another, until it is replaced or removed.
    func deliverUpdates(generation: Int) async {
        while await wait(until: { $0.webhookGeneration != generation || $0.hasDelivery }) {
            let batch = change { $0.takeDeliveries() }
            for update in batch {
                guard await deliver(update, generation: generation) else { return }
            }
            if group.webhookGeneration != generation { return }
        }
    }

    /// Ends deliveries, so that a simulator with a webhook can be released.
    public func stopDeliveries() {
        change { $0.webhookGeneration += 1 }
    }

    /// Tries until the update has arrived. False if the webhook was changed first.
    private func deliver(_ update: QueuedUpdate, generation: Int) async -> Bool {
        var pause = configuration.webhookFirstWait
        let body = update.json.bytes
        while true {
            let webhook = group.webhook
            guard group.webhookGeneration == generation else { return false }
            var fields = [(name: "Content-Type", value: "application/json")]
            if let secret = webhook.secretToken { fields.append(("X-Telegram-Bot-Api-Secret-Token", secret)) }
            let outcome = await deliver(webhook.url, fields, body)
            let isDelivered = change { $0.record(outcome, of: update, generation: generation) }
            if isDelivered { return true }
            await wait(atMost: pause, until: { $0.webhookGeneration != generation })
            pause = min(pause * 2, configuration.webhookLongestWait)
        }
    }
}

extension Group {
    fileprivate var hasDelivery: Bool { updates.pending.count >= max(1, webhook.reversed) }

    /// The updates to deliver next, in order. They stay in the queue until they have arrived.
    fileprivate mutating func takeDeliveries() -> [QueuedUpdate] {
        guard hasDelivery else { return [] }
        var batch = Array(updates.pending.prefix(max(1, webhook.reversed)).reversed())
        webhook.reversed = 0
        let duplicates = min(webhook.duplicated, batch.count)
        webhook.duplicated -= duplicates
        batch = batch.prefix(duplicates).flatMap { [$0, $0] } + batch.dropFirst(duplicates)
        return batch
    }

    /// Notes the result of a delivery. Any 2xx means that the update has arrived.
    fileprivate mutating func record(_ outcome: DeliveryOutcome, of update: QueuedUpdate, generation: Int) -> Bool {
        if case .answered(200..<300, _) = outcome {
            updates.remove(update.id)
            return true
        }
        guard generation == webhookGeneration else { return false }
        webhook.lastErrorDate = now / 1000
        webhook.lastErrorMessage =
            switch outcome {
            case .answered(let status, let reason): "Wrong response from the webhook: \(status) \(reason)"
            case .failed(let reason): reason
            }
        return false
    }
}
