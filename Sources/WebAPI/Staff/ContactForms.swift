import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/contact-form`
    func contactForm(_ request: Request, _: Staff) throws -> Response {
        return response(try desk.contactForm())
    }

    /// `PUT /api/admin/contact-form`: replaces the whole form.
    func setContactForm(_ request: Request, _ staff: Staff) async throws -> Response {
        var draft = ContactForm.Draft()
        try readBody(request) { name, reader in
            if try !draft.read(name, &reader) { try reader.skip() }
        }
        let form: ContactForm
        do {
            form = try ContactForm(draft)
        } catch {
            throw DeskError.contactFormRefused(error)
        }
        try await desk.setContactForm(form, by: actor(staff, request))
        widgetScript.renew()
        return response(form)
    }

    private func response(_ form: ContactForm) -> Response {
        .json { json in
            json.object("form") { $0.members(of: form) }
        }
    }
}
