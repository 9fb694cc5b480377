import Domain
import JSON

extension WebAPI {
    /// What a message may bring, so that a browser can refuse a file before it is sent.
    func limits(_ json: inout JSONWriter) {
        json.object("limits") { json in
            json.member("file_bytes", options.largestFile)
            json.member("files", Attachment.limit)
        }
    }
}
