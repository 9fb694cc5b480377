import Domain

/// Whether the group is shown visitors' e-mail addresses, phone numbers and card numbers.
enum Contacts: Sendable {
    case shown, hidden

    /// The text as the group is shown it. It is asked before a text is cut, since of half an address nobody can tell what it is.
    func told(_ text: String) -> String {
        switch self {
        case .shown: text
        case .hidden: text.hidingContacts
        }
    }

    func told(_ text: String?) -> String? { text.map(told) }

    /// An answer to the contact form. An address or a number is hidden as a whole, whatever form it has.
    func told(_ value: String, of kind: ContactField.Kind) -> String {
        switch (self, kind) {
        case (.shown, _): value
        case (.hidden, .name), (.hidden, .text): told(value)
        case (.hidden, .email), (.hidden, .phone): String(repeating: "•", count: value.count)
        }
    }

    func told(_ value: String?, of kind: ContactField.Kind) -> String? { value.map { told($0, of: kind) } }

    func told(_ answer: ContactAnswer) -> ContactAnswer {
        ContactAnswer(
            field: answer.field, kind: answer.kind, label: answer.label, value: told(answer.value, of: answer.kind),
            position: answer.position)
    }

    func told(_ attribute: UserAttribute) -> UserAttribute {
        UserAttribute(stored: told(attribute.key), value: told(attribute.value), isSigned: attribute.isSigned)
    }

    func told(_ page: VisitedPage) -> VisitedPage {
        VisitedPage(url: told(page.url), title: told(page.title), at: page.at) ?? page
    }

    func told(_ user: User) -> User {
        User(
            id: user.id, externalID: told(user.externalID), name: told(user.name), email: told(user.email),
            createdAt: user.createdAt, avatarURL: user.avatarURL, memberID: told(user.memberID),
            isVerified: user.isVerified, phone: told(user.phone, of: .phone))
    }

    func told(_ context: VisitorContext) -> VisitorContext {
        VisitorContext(
            pageURL: told(context.pageURL), pageTitle: told(context.pageTitle), referrer: told(context.referrer),
            userAgent: context.userAgent, locale: context.locale)
    }

    func told(_ file: Attachment) -> Attachment {
        guard self == .hidden, let name = file.name else { return file }
        return Attachment(
            id: file.id, kind: file.kind, state: file.state, name: name.hidingContactsInStem, type: file.type,
            size: file.size, width: file.width, height: file.height, duration: file.duration, emoji: file.emoji)
    }
}
