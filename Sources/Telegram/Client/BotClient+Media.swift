import FoundationEssentials
import Glibc

extension BotClient {
    /// The most bytes that can be posted as a photo, and as anything else.
    /// https://core.telegram.org/bots/api#sending-files
    public static let photoLimit = 10 << 20
    public static let uploadLimit = 50 << 20

    /// The most UTF-16 units of a caption.
    public static let captionLimit = 1024

    /// Posts a file from this machine's disk.
    ///
    /// - Parameters:
    ///   - thread: The topic; nil posts to the General topic, or to a chat without topics.
    ///   - caption: At most ``captionLimit``.
    ///   - entities: The caption's formatted parts.
    ///   - replyTo: If that message does not exist any more, the file is posted without a reply.
    /// - Throws: ``TelegramError/fileRefused(_:)`` with `notPhoto` for a photo that must be sent as a document;
    ///   ``TelegramError/fileUnavailable`` if it is not on the disk;
    ///   ``TelegramError/postedElsewhere(messageID:threadID:)`` when Telegram posted to another topic than asked.
    public func sendFile(
        _ file: OutgoingFile, to chat: Int64, thread: Int64?, caption: String? = nil, entities: [MessageEntity] = [],
        replyTo: Int64? = nil
    ) async throws(TelegramError) -> Message {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fileUnavailable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .fileUnavailable }
        let size = Int(status.st_size)
        guard size <= (file.kind == .photo ? Self.photoLimit : Self.uploadLimit) else {
            throw file.kind == .photo ? .fileRefused(.notPhoto) : .fileTooBig
        }
        var form = Multipart()
        form.add("chat_id", "\(chat)")
        if let thread {
            guard thread > 1 else { throw .badRequest("\(thread) is no topic's id") }
            form.add("message_thread_id", "\(thread)")
        }
        if let caption { form.add("caption", caption) }
        if !entities.isEmpty, let list = try? JSONEncoder().encode(entities.map(\.json)) {
            form.add("caption_entities", String(decoding: list, as: UTF8.self))
        }
        if let replyTo {
            form.add("reply_parameters", #"{"message_id":\#(replyTo),"allow_sending_without_reply":true}"#)
        }
        if file.kind == .document { form.add("disable_content_type_detection", "true") }
        let body = form.body(
            file.kind.rawValue, fileName: file.name, type: file.type, descriptor: descriptor, count: size)
        let message: Message = try await upload(file.kind.method, form.contentType, body, size: size)
        guard thread == nil || message.threadID == thread else {
            throw .postedElsewhere(messageID: message.id, threadID: message.threadID)
        }
        return message
    }

    /// The time that a text's answer may take, and the time to send the file at 50 kB a second.
    static func patience(forUploadOf size: Int) -> Duration { .seconds(30 + size / 50_000) }

    private func upload(
        _ method: String, _ contentType: String, _ body: [CurlBodyPart], size: Int
    ) async throws(TelegramError) -> Message {
        try await perform(
            method, [contentType], body, timeout: Self.patience(forUploadOf: size), limit: 1 << 20
        ).result()
    }
}
