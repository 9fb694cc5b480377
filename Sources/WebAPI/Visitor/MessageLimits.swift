import Domain
import JSON

extension WebAPI {
    /// What a message may bring, so that a browser can refuse a file before it is sent.
    ///
    /// - Parameter largestFile: In bytes; nil for a visitor's.
    func limits(_ json: inout JSONWriter, largestFile: Int? = nil) {
        json.object("limits") { json in
            json.member("file_bytes", largestFile ?? options.largestFile)
            json.member("files", Attachment.limit)
        }
    }
}
