import Store

extension Desk {
    /// From here on an answer that stays unread for so long is told by e-mail; nil for no mail.
    public func setMailDelay(_ delay: Duration?) async throws {
        try await store.write { try $0.setMailDelay(delay) }
    }
}
