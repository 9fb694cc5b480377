/// Somebody's status in the group, as in `ChatMember`.
public enum MemberStatus: String, Sendable, CaseIterable {
    case creator
    case administrator
    case member
    case restricted
    case left
    case kicked

    var isAdministrator: Bool { self == .creator || self == .administrator }

    /// `ChatMember`
    func json(_ person: Person) -> APIValue {
        var json: APIValue = ["status": .string(rawValue), "user": person.json]
        switch self {
        case .creator: json["is_anonymous"] = false
        case .administrator:
            json["is_anonymous"] = false
            json["can_be_edited"] = false
            for right in [
                "can_manage_chat", "can_delete_messages", "can_pin_messages", "can_manage_topics", "can_invite_users",
            ] {
                json[right] = true
            }
            for right in [
                "can_restrict_members", "can_promote_members", "can_change_info", "can_manage_video_chats",
                "can_post_stories", "can_edit_stories", "can_delete_stories",
            ] {
                json[right] = false
            }
        case .restricted:
            json["is_member"] = true
            json["can_send_messages"] = false
            json["until_date"] = 0
        case .kicked: json["until_date"] = 0
        case .member, .left: break
        }
        return json
    }
}
