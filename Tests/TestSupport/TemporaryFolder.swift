import FoundationEssentials

/// A fresh folder that goes away, with everything in it, when its last reference does.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() {
        path = FileManager.default.temporaryDirectory.path + "/otvet-test-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            preconditionFailure("can't make a temporary folder: \(error)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)  // what is left behind is in the system's temporary folder
    }
}
