import Domain

extension ContactFormFault {
    var code: String {
        switch self {
        case .moment: "invalid_when"
        case .audience: "invalid_audience"
        case .fields: "invalid_fields"
        case .kind: "invalid_kind"
        case .key: "invalid_key"
        case .label: "invalid_label"
        case .required: "invalid_required"
        case .repeated: "field_repeated"
        }
    }

    /// A sentence that says what is wrong, and what to do.
    var message: String {
        switch self {
        case .moment: "when is none of off, before and after: choose one of them."
        case .audience: "audience is neither everybody nor anonymous: choose one of them."
        case .fields: "fields is missing, empty, or has over \(ContactForm.mostFields) fields: ask less."
        case .kind(let position): "Field \(position): kind is none of name, email, phone and text: choose one of them."
        case .key(let position):
            "Field \(position): key is not of its form: up to \(ContactField.longestKey) lower-case letters, digits and underscores, a letter first."
        case .label(let position):
            "Field \(position): a label has \(ContactLabel.longest) characters at most, and an own question needs one in either language."
        case .required(let position): "Field \(position): required is neither true nor false."
        case .repeated(let position): "Field \(position): the same is asked before: remove one of them."
        }
    }
}
