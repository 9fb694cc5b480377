extension Group {
    /// `sendLocation` → Message
    mutating func sendLocation(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        return try send(try Media.location(parameters), parameters)
    }

    /// `sendContact` → Message
    mutating func sendContact(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        return try send(try Media.contact(parameters), parameters)
    }

    private mutating func send(_ media: Media, _ parameters: Parameters) throws(APIError) -> MethodResult {
        let place = try place(parameters)
        try spend()
        return MethodResult(json(post(.media(media), at: place)))
    }
}

extension Media {
    static func location(_ parameters: Parameters) throws(APIError) -> Media {
        guard let latitude = parameters.number("latitude") else { throw .badRequest("latitude is empty") }
        guard let longitude = parameters.number("longitude") else { throw .badRequest("longitude is empty") }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { throw .badRequest("wrong location specified") }
        return Media(fields: ["location": ["latitude": .double(latitude), "longitude": .double(longitude)]])
    }

    static func contact(_ parameters: Parameters) throws(APIError) -> Media {
        guard let phone = parameters.string("phone_number"), !phone.isEmpty else {
            throw .badRequest("phone number is empty")
        }
        guard let first = parameters.string("first_name"), !first.isEmpty else {
            throw .badRequest("first name is empty")
        }
        var contact: APIValue = ["phone_number": .string(phone), "first_name": .string(first)]
        contact["last_name"] = parameters.string("last_name").map { .string($0) }
        contact["vcard"] = parameters.string("vcard").map { .string($0) }
        return Media(fields: ["contact": contact])
    }
}
