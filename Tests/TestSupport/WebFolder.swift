import FoundationEssentials

/// A folder of pages for one test.
public struct WebFolder: Sendable {
    /// The pages themselves, from where this file stands.
    public static let ofTheProgram = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Assets/Web").path

    private let folder = TemporaryFolder()
    public var path: String { folder.path }

    public init(_ files: [String: String]) throws {
        for (path, text) in files { try write(path, text) }
    }

    public func write(_ path: String, _ text: String) throws {
        let file = URL(filePath: "\(folder.path)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    public func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(path)")
    }
}
