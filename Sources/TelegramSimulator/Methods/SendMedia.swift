extension Group {
    /// `sendPhoto`, `sendDocument` and so on → Message
    mutating func send(_ kind: MediaKind, _ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let caption = kind.takesCaption ? try caption(parameters) : nil
        let source = try source(of: kind, parameters)
        let place = try place(parameters)
        let fields = try fields(kind, source, MediaDetails(parameters))
        try spend()
        return MethodResult(json(post(.media(Media(fields: fields, caption: caption)), at: place)))
    }

    /// The file in the parameter that is named after the kind.
    private func source(of kind: MediaKind, _ parameters: Parameters) throws(APIError) -> MediaSource {
        if let upload = parameters.upload(kind.rawValue) { return .upload(upload) }
        guard let reference = parameters.string(kind.rawValue), !reference.isEmpty else {
            throw .badRequest("there is no \(kind.rawValue.replacing("_", with: " ")) in the request")
        }
        return try source(reference, parameters)
    }

    /// The file that a text refers to: a part of the form, or a file that Telegram has.
    func source(_ reference: String, _ parameters: Parameters) throws(APIError) -> MediaSource {
        if reference.hasPrefix("attach://") {
            guard let upload = parameters.upload(String(reference.dropFirst(9))) else {
                throw .badRequest("can't parse InputMedia: media not found")
            }
            return .upload(upload)
        }
        // There is no network to fetch it from.
        if reference.hasPrefix("http://") || reference.hasPrefix("https://") {
            throw .badRequest("failed to get HTTP URL content")
        }
        guard let file = files[reference], file.owner == bot.id else {
            throw .badRequest("wrong file identifier/HTTP URL specified")
        }
        return .stored(file)
    }
}
