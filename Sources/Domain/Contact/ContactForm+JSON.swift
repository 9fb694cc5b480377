public import JSON

// The form as requests, answers and the store have it.

extension ContactForm.Draft {
    /// Reads a member of the object; false if it is none of a form's.
    public mutating func read(_ name: String, _ reader: inout JSONReader) throws -> Bool {
        switch name {
        case "when": moment = try reader.string()
        case "audience": audience = try reader.string()
        case "only_out_of_hours": isOnlyOutOfHours = try reader.bool()
        case "fields": fields = try [ContactField.Draft](&reader)
        default: return false
        }
        return true
    }
}

extension [ContactField.Draft] {
    /// - Throws: ``JSONError`` if it is not an array of fields.
    public init(_ reader: inout JSONReader) throws {
        var drafts: [ContactField.Draft] = []
        try reader.array { reader in
            var draft = ContactField.Draft()
            try reader.object { name, reader in
                switch name {
                case "kind": draft.kind = try reader.string()
                case "key": draft.key = try reader.string()
                case "required": draft.isRequired = try reader.bool()
                case "label_en": draft.english = try reader.string()
                case "label_ru": draft.russian = try reader.string()
                default: try reader.skip()
                }
            }
            // What is past the bound is counted, and not kept.
            if drafts.count <= ContactForm.mostFields { drafts.append(draft) }
        }
        self = drafts
    }

    /// - Throws: ``JSONError`` if it is not an array of fields.
    public init(json: [UInt8]) throws {
        var reader = JSONReader(json)
        try self.init(&reader)
    }
}

extension JSONWriter {
    public mutating func members(of form: ContactForm) {
        member("when", form.moment.rawValue)
        member("audience", form.audience.rawValue)
        member("only_out_of_hours", form.isOnlyOutOfHours)
        array("fields") { $0.elements(form.fields) }
    }

    fileprivate mutating func elements(_ fields: [ContactField]) {
        for field in fields {
            object { json in
                json.member("kind", field.kind.rawValue)
                json.member("key", field.key)
                json.member("label_en", field.label.english)
                json.member("label_ru", field.label.russian)
                json.member("required", field.isRequired)
            }
        }
    }

    /// What a visitor has answered, in the form's order.
    public mutating func array(_ name: StaticString, _ answers: [ContactAnswer]) {
        array(name) { json in
            for answer in answers {
                json.object { json in
                    json.member("field", answer.field)
                    json.member("kind", answer.kind.rawValue)
                    json.member("label_en", answer.label.english)
                    json.member("label_ru", answer.label.russian)
                    json.member("value", answer.value)
                }
            }
        }
    }
}

extension [ContactField] {
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(self) }
        return writer.bytes
    }
}
