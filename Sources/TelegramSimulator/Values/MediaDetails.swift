/// What a sender says about a file besides its bytes. The server believes it.
public struct MediaDetails: Sendable {
    /// In seconds.
    public var duration = 0
    /// In pixels. A video note has the same width and height.
    public var width = 0
    public var height = 0
    public var performer: String?
    public var title: String?
    /// The emoji that a sticker stands for.
    public var emoji: String?
    /// Whether a document may become an animation or a video.
    public var detectsContent = true

    public init() {}

    init(_ parameters: Parameters) {
        duration = max(0, parameters.integer("duration") ?? 0)
        width = max(0, parameters.integer("width") ?? parameters.integer("length") ?? 0)
        height = max(0, parameters.integer("height") ?? 0)
        performer = parameters.string("performer")
        title = parameters.string("title")
        emoji = parameters.string("emoji")
        detectsContent = !parameters.flag("disable_content_type_detection")
    }
}
