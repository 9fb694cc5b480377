public import Domain
import Store
import Words

extension Desk {
    /// Keeps what the visitor has answered to the contact form: the values by the keys of their fields. The topic is told, if
    /// there is one.
    ///
    /// - Parameter network: The visitor's network, from ``networkKey(of:)``.
    /// - Throws: ``DeskError/unauthorized``, ``DeskError/banned``, ``DeskError/contactFormOff``, and
    ///   ``DeskError/contactRefused(_:)`` for an answer that is missing or can't be right.
    public func giveContact(
        _ values: [String: String], by token: SessionToken, from network: Int64? = nil
    ) async throws {
        let now = clock()
        let (isMirrored, words) = (isMirrored, words)
        try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            guard !state.isBanned else { throw DeskError.banned }
            guard let form = try transaction.read.contactForm(), form.isFor(state.user) else {
                throw DeskError.contactFormOff
            }
            let answers = try form.checked(values)
            guard try transaction.keep(answers, to: form, of: state.user.id, now: now) else { return }
            try transaction.markTopicsStale(of: state.user.id)
            try transaction.recordUserChange(state.user.id)
            guard isMirrored, !answers.isEmpty, let chat = state.chat, try transaction.read.hasTopic(chat) else {
                return
            }
            let lines = [words.contactGiven] + words.lines(of: answers.filter(\.canBeHidden))
            guard lines.count > 1 else { return }
            try transaction.enqueuePassingNotice(lines.joined(separator: "\n"), ticket: chat, from: network)
        }
    }

    /// Sets what the visitor's page says of them, and removes what has no value. What the site has signed stays as it is.
    ///
    /// - Throws: ``DeskError/unauthorized``, ``DeskError/tooMany``
    public func setAttributes(_ changes: [String: UserAttribute?], by token: SessionToken) async throws {
        let now = clock()
        try await store.write { transaction in
            let user = try transaction.read.valid(token, at: now).user.id
            if try transaction.setAttributes(changes, of: user, now: now) { try transaction.recordUserChange(user) }
        }
    }
}

extension ContactAnswer {
    /// Whether a group that is to know no contacts gets dots in the place of it in a line of text. What has no form that is
    /// known there stands on the card only, which hides it by its kind.
    fileprivate var canBeHidden: Bool {
        switch kind {
        case .name, .text: true
        case .email, .phone: value.hidingContacts != value
        }
    }
}

extension ContactForm {
    fileprivate func checked(_ values: [String: String]) throws -> [ContactAnswer] {
        do {
            return try answers(values)
        } catch {
            throw DeskError.contactRefused(error)
        }
    }
}

extension Reader {
    /// The form that a visitor is to be shown: before or after their first message, until they have answered it.
    ///
    /// - Parameter isAway: Whether the team is away.
    func dueContactForm(_ state: SessionState, isAway: Bool) throws -> ContactForm? {
        guard let form = try contactForm(), form.isFor(state.user), !state.isBanned else { return nil }
        guard isAway || !form.isOnlyOutOfHours else { return nil }
        guard form.moment == .after || state.chat == nil else { return nil }
        return try hasContact(state.user.id) ? nil : form
    }
}
