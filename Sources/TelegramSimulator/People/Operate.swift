extension Group {
    /// Puts an update of any kind into the queue unchanged, if its kind is among the `allowed_updates`.
    public mutating func inject(_ kind: String, _ payload: APIValue) { updates.add(kind, payload) }

    /// Makes the next matching calls fail. Faults of one method come in the order in which they were added.
    public mutating func add(_ fault: Fault) { if fault.count > 0, faults.count < 1_000 { faults.append(fault) } }

    /// Removes all faults that are still to come.
    public mutating func endFaults() { faults = [] }

    /// Takes the fault for the next call of a method.
    mutating func takeFault(for method: String, text: String? = nil) -> Fault? {
        let index = faults.firstIndex { fault in
            (fault.method == nil || fault.method == method)
                && (fault.text == nil || fault.text == text)
        }
        guard let index else { return nil }
        let fault = faults[index]
        faults[index].count -= 1
        if faults[index].count == 0 { faults.remove(at: index) }
        return fault
    }

    /// Switches topics on or off. Without them, thread ids are ignored.
    public mutating func setForum(_ isForum: Bool) {
        self.isForum = isForum
        touch(nil)
    }

    /// Gives the group another id, as an upgrade does. Calls with the old id are told the new one, and no
    /// topic or message is carried over.
    public mutating func migrate(to chatID: Int) {
        guard chatID != self.chatID else { return }
        tellOfMigration(chatJSON, "migrate_to_chat_id", chatID)
        let former = self.chatID
        formerChatIDs.insert(former)
        formerChatIDs.remove(chatID)
        self.chatID = chatID
        for topic in topics.keys { changed[topic] = nil }
        topics = [:]
        unnoticedDeletions = []
        messages = []
        pinned = []
        rateLimits = [:]
        tellOfMigration(chatJSON, "migrate_from_chat_id", former)
        touch(nil)
    }

    /// Posts the service message with which one of the two groups ends or begins.
    private mutating func tellOfMigration(_ chat: APIValue, _ name: String, _ other: Int) {
        lastMessageID += 1
        tell(
            "message",
            [
                "message_id": .integer(lastMessageID), "from": Person.groupAnonymousBot.json, "sender_chat": chat,
                "chat": chat, "date": .integer(now / 1000), name: .integer(other),
            ])
    }

    /// Makes the next updates be queued newest first, for getUpdates and webhook alike. The ids still grow.
    ///
    /// - Parameter count: At most 1000. Nothing is delivered until that many updates have come together.
    public mutating func reverseUpdates(_ count: Int) { updates.reverse(next: count) }

    /// - Parameters:
    ///   - duplicated: How many of the next updates are delivered to the webhook twice.
    ///   - reversed: How many of the next updates are held together and delivered to the webhook newest first.
    public mutating func disturbWebhook(duplicated: Int = 0, reversed: Int = 0) {
        webhook.duplicated = max(0, duplicated)
        webhook.reversed = max(0, reversed)
    }
}
