/// A body of type `multipart/form-data` (RFC 7578) with one file at its end.
struct Multipart {
    private let boundary: String
    private var bytes: [UInt8] = []

    init() {
        // Long and random, so that no file contains it.
        boundary = "otvet" + (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }

    var contentType: String { "Content-Type: multipart/form-data; boundary=\(boundary)" }

    mutating func add(_ name: String, _ value: String) {
        bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }

    /// The whole body: the fields that were added, and then the file behind `descriptor`.
    func body(_ name: String, fileName: String, type: String, descriptor: Int32, count: Int) -> [CurlBodyPart] {
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(Self.escaped(fileName))\"\r\n"
            + "Content-Type: \(type)\r\n\r\n"
        return [
            .bytes(bytes + Array(head.utf8)), .file(descriptor: descriptor, count: count),
            .bytes(Array("\r\n--\(boundary)--\r\n".utf8)),
        ]
    }

    /// Escapes a file's name as browsers do. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html
    private static func escaped(_ name: String) -> String {
        name.replacing("\"", with: "%22").replacing("\r\n", with: "%0D%0A").replacing("\r", with: "%0D")
            .replacing("\n", with: "%0A")
    }
}
