import Domain

extension ContactFault {
    var code: String {
        switch reason {
        case .missing: "contact_missing"
        case .tooLong: "contact_too_long"
        case .email: "contact_email"
        case .phone: "contact_phone"
        }
    }

    /// A sentence that says what is wrong, and what to do.
    var message: String {
        switch reason {
        case .missing: "\(field) is asked for: fill it in."
        case .tooLong(let limit): "\(field) has over \(limit) characters: make it shorter."
        case .email: "\(field) is no e-mail address: write one such as anna@shop.example."
        case .phone: "\(field) is no telephone number: write one such as +1 202 555 0147."
        }
    }
}
