/// What a sender says about a file beyond its bytes; the server takes their word.
public struct MediaDetails: Sendable {
    /// Seconds.
    public var duration = 0
    /// Pixels; a video note has the same in both.
    public var width = 0
    public var height = 0
    public var performer: String?
    public var title: String?
    /// What a sticker stands for.
    public var emoji: String?
    /// Whether a document may come out as something better known.
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
