import Telegram

/// Why a group can't be the support group. The description says what is wrong, and `cure` what to do.
enum GroupFault: Equatable {
    case notGroup
    case noTopics
    case notAdministrator
    case mayNot(Right)

    /// The rights that the bot needs as an administrator.
    enum Right: CaseIterable {
        case manageTopics, deleteMessages, pinMessages

        /// The name in Telegram's apps.
        var name: String {
            switch self {
            case .manageTopics: "Manage topics"
            case .deleteMessages: "Delete messages"
            case .pinMessages: "Pin messages"
            }
        }

        func isHeld(by member: ChatMember) -> Bool {
            switch self {
            case .manageTopics: member.canManageTopics
            case .deleteMessages: member.canDeleteMessages
            case .pinMessages: member.canPinMessages
            }
        }
    }

    /// All faults of a group, the gravest first.
    static func all(in chat: Chat, bot: ChatMember) -> [GroupFault] {
        guard chat.kind == .group || chat.kind == .supergroup else { return [.notGroup] }
        let topics: [GroupFault] = chat.isForum ? [] : [.noTopics]
        guard isAdministrator(bot) else { return topics + [.notAdministrator] }
        return topics + Right.allCases.filter { !$0.isHeld(by: bot) }.map(GroupFault.mayNot)
    }

    static func isAdministrator(_ member: ChatMember) -> Bool {
        member.status == .administrator || member.status == .creator
    }

    /// Whether nothing works before it is cured. If only lesser rights are missing,
    /// conversations work and the group gets untidy.
    var isGrave: Bool {
        switch self {
        case .notGroup, .noTopics, .notAdministrator, .mayNot(.manageTopics): true
        case .mayNot(.deleteMessages), .mayNot(.pinMessages): false
        }
    }

    var cure: String {
        switch self {
        case .notGroup: "Make a group, add the bot to it, and use that."
        case .noTopics: "Open the group's settings (Edit) and switch Topics on."
        case .notAdministrator:
            "Open the group's settings, Administrators, Add administrator, choose the bot, and allow it to manage topics."
        case .mayNot(let right):
            "Open the group's settings, Administrators, the bot, and switch “\(right.name)” on."
        }
    }
}

extension GroupFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .notGroup: "It is no group."
        case .noTopics: "It has no topics."
        case .notAdministrator: "The bot is no administrator of it."
        case .mayNot(let right): "The bot lacks the right “\(right.name)”."
        }
    }
}
