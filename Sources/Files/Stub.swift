import Crypto
public enum FileType: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg", png = "image/png", gif = "image/gif", webp = "image/webp", mp4 = "video/mp4", webm = "video/webm", ogg = "audio/ogg", mp3 = "audio/mpeg", m4a = "audio/mp4", text = "text/plain", binary = "application/octet-stream"
    public var isImage: Bool { true }
    public var isPlayable: Bool { true }
    public var isAudio: Bool { true }
    public var isVideo: Bool { true }
    public var isWelcome: Bool { true }
    public var fileExtension: String { "x" }
}
public struct ImageSize: Sendable, Equatable { public let width: Int; public let height: Int }
public struct KeptFile: Sendable, Equatable { public let name: String; public let hash: [UInt8]; public let size: Int; public let type: FileType; public let image: ImageSize? }
public enum FileFault: Error, Sendable, Equatable { case empty; case malformedImage; case notWelcome(FileType); case system(call: String, errno: Int32) }
public struct FileFolder: Sendable {
    public init(path: String) throws(FileFault) {}
    public func keep(_ descriptor: Int32, count: Int, accepts: (FileType) -> Bool) throws(FileFault) -> KeptFile { throw .empty }
    public func incomingPath() -> String { "" }
    public func path(of name: String) -> String? { nil }
    public func remove(_ name: String) {}
    public func sweep(olderThan seconds: Int, isKnown: (String) throws -> Bool) rethrows -> Int { 0 }
}
public func cleanFileName(_ name: String) -> String? { name }
