/// The content of a message, besides its text or caption.
public enum MessageContent: Sendable, Equatable {
    case text
    case media(Media)
    case location(latitude: Double, longitude: Double)
    case venue(title: String, address: String, latitude: Double?, longitude: Double?)
    case contact(name: String, phoneNumber: String)
    case dice(emoji: String, value: Int)
    case poll(question: String)
    case service(ServiceEvent)
    /// Content that only Telegram's clients can show, with the name of its field.
    case unsupported(String)
    /// A kind that this program does not know, with the name of its field. It may be
    /// content, or the report of an event.
    case unknown(String)

    init(_ message: KeyedDecodingContainer<Field>) {
        self =
            Self.media(message) ?? Self.place(message) ?? Self.other(message)
            ?? ServiceEvent(message).map(Self.service) ?? Self.textOrUnknown(message)
    }

    /// The order matters: an animation also comes as a document. A live photo also comes
    /// as a photo, and is taken as one.
    private static func media(_ message: KeyedDecodingContainer<Field>) -> MessageContent? {
        let kinds: [Media.Kind] = [
            .animation, .photo, .video, .audio, .document, .voice, .videoNote, .sticker,
        ]
        for kind in kinds { if let media = Media(kind, in: message) { return .media(media) } }
        return nil
    }

    /// A venue also comes as a location.
    private static func place(_ message: KeyedDecodingContainer<Field>) -> MessageContent? {
        if let venue = message.nested("venue") {
            let place = venue.nested("location") ?? message.nested("location")
            return .venue(
                title: venue.lenient("title") ?? "", address: venue.lenient("address") ?? "",
                latitude: place?.lenient("latitude"), longitude: place?.lenient("longitude"))
        }
        guard let location = message.nested("location"), let latitude: Double = location.lenient("latitude"),
            let longitude: Double = location.lenient("longitude")
        else { return nil }
        return .location(latitude: latitude, longitude: longitude)
    }

    private static func other(_ message: KeyedDecodingContainer<Field>) -> MessageContent? {
        if let contact = message.nested("contact") {
            let names: [String?] = [contact.lenient("first_name"), contact.lenient("last_name")]
            return .contact(
                name: names.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "),
                phoneNumber: contact.lenient("phone_number") ?? "")
        }
        if let dice = message.nested("dice") {
            return .dice(emoji: dice.lenient("emoji") ?? "", value: dice.lenient("value") ?? 0)
        }
        return message.nested("poll").map { .poll(question: $0.lenient("question") ?? "") }
    }

    private static func textOrUnknown(_ message: KeyedDecodingContainer<Field>) -> MessageContent {
        if message.contains("text") || message.contains("rich_message") { return .text }
        let names = message.allKeys.map(\.stringValue).filter { !envelope.contains($0) }
        if let content = names.filter(opaque.contains).min() { return .unsupported(content) }
        return .unknown(names.min() ?? "empty")
    }

    /// The kinds that are known to be content, including files that can't be read. Any other kind that Telegram adds is
    /// not treated as content until somebody has looked at it.
    private static let opaque: Set<String> = [
        "story", "checklist", "paid_media", "game", "invoice", "giveaway", "giveaway_winners", "live_photo",
        "animation",
        "photo", "video", "audio", "document", "voice", "video_note", "sticker", "location", "venue",
    ]

    /// The fields of a message that describe it and are not its content.
    private static let envelope: Set<String> = [
        "message_id", "message_thread_id", "is_topic_message", "from", "sender_chat", "sender_boost_count",
        "sender_business_bot", "sender_tag", "business_connection_id", "direct_messages_topic", "chat", "date",
        "edit_date", "forward_origin", "forward_from", "forward_from_chat", "forward_from_message_id",
        "forward_signature", "forward_sender_name", "forward_date", "is_automatic_forward", "reply_to_message",
        "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id", "via_bot", "has_protected_content",
        "is_from_offline", "is_paid_post", "media_group_id", "author_signature", "paid_star_count",
        "link_preview_options", "effect_id", "suggested_post_info", "caption", "caption_entities",
        "show_caption_above_media", "has_media_spoiler", "entities", "reply_markup", "ephemeral_message_id",
    ]
}
