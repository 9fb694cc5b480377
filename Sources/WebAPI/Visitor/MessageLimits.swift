import Domain
import JSON

extension WebAPI {
    /// The limits of a message, so that a browser can refuse a file before it is sent.
    ///
    /// - Parameter largestFile: In bytes; nil for the visitors' limit.
    func limits(_ json: inout JSONWriter, largestFile: Int? = nil) {
        json.object("limits") { json in
            json.member("file_bytes", largestFile ?? options.largestFile)
            json.member("files", Attachment.limit)
        }
    }
}
