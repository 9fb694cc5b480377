/// The event that a service message reports.
public enum ServiceEvent: Sendable, Equatable {
    case topicCreated(name: String)
    /// Nil for a part that did not change. An empty icon means that the icon was removed.
    case topicEdited(name: String?, iconCustomEmojiID: String?)
    case topicClosed
    case topicReopened
    case generalTopicHidden
    case generalTopicUnhidden
    case membersJoined([User])
    case memberLeft(User)
    case titleChanged(String)
    case pinned(messageID: Int64)
    /// Sent in the old group: the chat continues under another id.
    case movedTo(Int64)
    /// Sent in the new group.
    case movedFrom(Int64)
    /// An event without consequence, with the name of its field.
    case other(String)

    init?(_ message: KeyedDecodingContainer<Field>) {
        if let topic = message.nested("forum_topic_created") {
            self = .topicCreated(name: topic.lenient("name") ?? "")
        } else if let topic = message.nested("forum_topic_edited") {
            self = .topicEdited(
                name: topic.lenient("name"), iconCustomEmojiID: topic.lenient("icon_custom_emoji_id"))
        } else if let chat: Int64 = message.lenient("migrate_to_chat_id") {
            self = .movedTo(chat)
        } else if let chat: Int64 = message.lenient("migrate_from_chat_id") {
            self = .movedFrom(chat)
        } else if let user: User = message.lenient("left_chat_member") {
            self = .memberLeft(user)
        } else if let title: String = message.lenient("new_chat_title") {
            self = .titleChanged(title)
        } else if let pinned: Int64 = message.nested("pinned_message")?.lenient("message_id") {
            self = .pinned(messageID: pinned)
        } else if message.contains("new_chat_members") {
            self = .membersJoined(message.elements("new_chat_members"))
        } else if let event = Self.bare.first(where: { message.contains($0.field) })?.event {
            self = event
        } else if let name = message.allKeys.map(\.stringValue).filter(Self.isOther).min() {
            self = .other(name)
        } else {
            return nil
        }
    }

    private static let bare: [(field: Field, event: ServiceEvent)] = [
        ("forum_topic_closed", .topicClosed), ("forum_topic_reopened", .topicReopened),
        ("general_forum_topic_hidden", .generalTopicHidden), ("general_forum_topic_unhidden", .generalTopicUnhidden),
    ]

    private static func isOther(_ name: String) -> Bool {
        let names: Set<String> = [
            "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created",
            "message_auto_delete_timer_changed", "boost_added", "chat_background_set", "proximity_alert_triggered",
            "users_shared", "chat_shared", "write_access_allowed", "connected_website",
        ]
        return names.contains(name) || ["video_chat_", "chat_owner_", "community_"].contains(where: name.hasPrefix)
    }
}
