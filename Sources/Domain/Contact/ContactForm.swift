/// What the widget asks of visitors to know how to reach them, as administrators make it in the panel.
public struct ContactForm: Sendable, Equatable {
    /// When it is asked.
    public enum Moment: String, Sendable {
        case off
        /// Before the first message: what is written waits for it.
        case before
        /// Below the first message.
        case after
    }

    /// Who is asked.
    public enum Audience: String, Sendable {
        case everybody
        /// Whom the host site has not named.
        case anonymous
    }

    public let moment: Moment
    public let audience: Audience
    /// Whether it is asked only while the team is away. A team without hours is never away.
    public let isOnlyOutOfHours: Bool
    /// In the order in which they are asked.
    public let fields: [ContactField]

    /// More questions than this nobody answers for a chat.
    public static let mostFields = 8

    /// The form as long as nobody has made one: it is not asked, and the panel begins with it.
    public static let standard = ContactForm()

    private init() {
        (moment, audience, isOnlyOutOfHours) = (.off, .anonymous, false)
        fields = [ContactField(.name, isRequired: false), ContactField(.email, isRequired: true)]
    }

    /// The members of a form as a request or the store gives them; nil for those that it does not give.
    public struct Draft: Sendable {
        public var moment, audience: String?
        /// False unless it is said.
        public var isOnlyOutOfHours: Bool?
        public var fields: [ContactField.Draft]?

        public init() {}
    }

    /// - Throws: ``ContactFormFault`` for the first thing that is wrong.
    public init(_ draft: Draft) throws(ContactFormFault) {
        guard let moment = draft.moment.flatMap(Moment.init) else { throw .moment }
        guard let audience = draft.audience.flatMap(Audience.init) else { throw .audience }
        guard let drafts = draft.fields, 1...Self.mostFields ~= drafts.count else { throw .fields }
        var fields: [ContactField] = []
        for (index, draft) in drafts.enumerated() {
            let field = try ContactField(draft, position: index + 1)
            guard !fields.contains(where: { $0.key == field.key }) else { throw .repeated(position: index + 1) }
            fields.append(field)
        }
        (self.moment, self.audience, self.fields) = (moment, audience, fields)
        isOnlyOutOfHours = draft.isOnlyOutOfHours ?? false
    }

    /// Whether this visitor may be asked.
    public func isFor(_ user: User) -> Bool {
        switch (moment, audience) {
        case (.off, _): false
        case (_, .everybody): true
        case (_, .anonymous): user.externalID == nil
        }
    }

    /// What a visitor has answered, checked: the values by the keys of their fields. What the form does not ask, as one that
    /// has been changed meanwhile, is left out.
    ///
    /// - Throws: ``ContactFault`` for the first answer that is missing or can't be right.
    public func answers(_ values: [String: String]) throws(ContactFault) -> [ContactAnswer] {
        var answers: [ContactAnswer] = []
        for (index, field) in fields.enumerated() {
            guard let value = try field.checked(values[field.key] ?? "") else { continue }
            answers.append(ContactAnswer(field: field, value: value, position: index))
        }
        return answers
    }
}
