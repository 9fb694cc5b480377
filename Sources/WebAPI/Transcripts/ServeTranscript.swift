import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Store
import Transcript

extension WebAPI {
    /// `GET /transcripts/{id}?for=…&until=…&seal=…&format=…&language=…&utc_offset=…`: a conversation as a file to be saved.
    func serveTranscript(_ request: Request) throws -> Response {
        guard let id = request.parameter("id").flatMap({ TicketID($0) }),
            let audience = request.query("for").flatMap(TranscriptAudience.init(rawValue:)),
            let until = request.query("until").flatMap({ Int64($0) }), let seal = request.query("seal")
        else { throw DeskError.notFound }
        let opened = try desk.transcript(of: id, for: audience, until: until, seal: seal)
        try limit(.transcript, request)
        let writer: any TranscriptWriter
        let (type, ending): (String, String)
        if request.query("format") == "json" {
            writer = JSONTranscript(opened)
            (type, ending) = ("application/json", "json")
        } else {
            let language = request.query("language").flatMap(TranscriptLanguage.init(rawValue:)) ?? .english
            let offset = request.query("utc_offset").flatMap { Int($0) } ?? 0
            writer = HTMLTranscript(opened, language, offset: offset)
            (type, ending) = ("text/html; charset=utf-8", "html")
        }
        let fields: HTTPFields = [
            .contentType: type, .contentDisposition: "attachment; filename=\"conversation-\(id).\(ending)\"",
            // Whatever a browser does with it, it can run and load nothing.
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
            .cacheControl: "no-store",
        ]
        return Response(.ok, fields: fields, body: .stream { try await stream(opened, by: writer, to: $0) })
    }

    /// Writes a page of messages at a time, and waits while the client has not taken what is written.
    private func stream(
        _ opened: Desk.OpenTranscript, by writer: any TranscriptWriter, to response: ResponseWriter
    ) async throws {
        var writer = writer
        var text = Array(writer.head.utf8)
        var (last, count) = (MessageID?.none, 0)
        while count < TranscriptLimits.entries {
            let entries = try desk.entries(of: opened, after: last)
            guard let end = entries.last else { break }
            (last, count) = (end.id, count + entries.count)
            for part in entries.flatMap({ writer.parts(of: $0) }) {
                switch part {
                case .html(let html): text += html.utf8
                case .content(let attachment):
                    try await response.write(text)
                    text.removeAll(keepingCapacity: true)
                    try await send(attachment, of: opened, to: response)
                }
            }
            try await response.write(text)
            text.removeAll(keepingCapacity: true)
        }
        try await response.write(text + writer.end(isCut: count >= TranscriptLimits.entries).utf8)
    }

    /// The content of a picture as text, piece by piece. One that is gone meanwhile is an empty picture.
    private func send(
        _ attachment: Attachment, of opened: Desk.OpenTranscript, to response: ResponseWriter
    ) async throws {
        guard let path = try desk.path(of: attachment, in: opened), let file = OpenFile(path: path) else { return }
        var offset = 0
        while let piece = file.bytes(at: offset, count: TranscriptLimits.piece), !piece.isEmpty {
            offset += piece.count
            try await response.write(Array(base64(piece).utf8))
        }
    }
}

enum TranscriptLimits {
    /// More messages than people write to each other in years; the page says so if there are more.
    static let entries = 100_000
    /// Bytes of pictures that are within a page. Of further ones the page has the names.
    static let pictures = 64 << 20
    /// Bytes of a file that are in memory at once. A multiple of three, so that pieces of base64 can be joined.
    static let piece = 48 << 10
}
