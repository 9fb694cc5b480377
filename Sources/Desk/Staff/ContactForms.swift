public import Domain
import Store

extension Desk {
    public func contactForm() throws -> ContactForm { try store.read { try $0.contactForm() } ?? .standard }

    /// Replaces the contact form. What was answered to the one before stays.
    public func setContactForm(_ form: ContactForm, by actor: StaffActor) async throws {
        let now = clock()
        try await store.write { transaction in
            try transaction.setContactForm(form)
            try transaction.audit(.contactFormChanged, by: actor, now: now)
        }
    }
}
