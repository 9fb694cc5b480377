extension Group {
    /// The sides of the squares into which a photo's smaller sizes fit.
    private static let photoSides = [90, 320, 800, 1280]
    /// The content of the smaller sizes instead of a scaled photo: a dot of one pixel, so that
    /// using the wrong size is noticed.
    private static let dot: [UInt8] =
        Array("GIF89a".utf8) + [
            1, 0, 1, 0, 0x80, 0, 0, 0x99, 0x99, 0x99, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ]

    /// Stores a photo in its sizes and returns the member of `Message` that shows it.
    mutating func photo(_ upload: Upload) throws(APIError) -> [String: APIValue] {
        let count = upload.bytes.count
        guard count <= MediaKind.maximumPhoto else {
            throw .badRequest(
                "file of size \(count) bytes is too big for a photo; the maximum size is \(MediaKind.maximumPhoto) bytes"
            )
        }
        guard let full = ImageSize(upload.bytes) else { throw .badRequest("IMAGE_PROCESS_FAILED") }
        guard full.fitsPhoto else { throw .badRequest("PHOTO_INVALID_DIMENSIONS") }
        var sizes = Self.photoSides.map(full.within)
        sizes = sizes.enumerated().filter { $0.offset == 0 || $0.element != sizes[$0.offset - 1] }.map(\.element)
        var ids: [String] = []
        let photo = sizes.enumerated().map { offset, size in
            let isLargest = offset == sizes.count - 1
            let bytes = isLargest ? upload.bytes : Self.dot
            let file = files.add(
                .photo, Upload(bytes, name: "photo.jpg"),
                mimeType: isLargest ? FileFormat(bytes)?.mimeType : "image/gif", for: bot.id)
            ids.append(file.id)
            var json = file.json
            json["width"] = .integer(size.width)
            json["height"] = .integer(size.height)
            return json
        }
        let fields: [String: APIValue] = ["photo": .array(photo)]
        files.setFields(fields, of: ids)
        return fields
    }
}
