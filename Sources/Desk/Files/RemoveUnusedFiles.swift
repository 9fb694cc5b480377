import Files
import Store

extension Desk {
    /// Files that a crash left without a row are this old before they are removed: the row of a new one is on its way.
    private static let strayAge = 86_400

    /// Removes content that no message shows, and what a crash left in the folder.
    func removeUnusedFiles(batch: Int) async throws {
        let (files, store) = (files, store)
        while true {
            let unused = try await onDisk { try store.read { try $0.unusedBlobs(limit: batch) } }
            guard !unused.isEmpty else { break }
            let names = try await store.write { transaction in try unused.compactMap { try transaction.removeBlob($0) }
            }
            try await onDisk { for name in names { files.remove(name) } }
            guard !names.isEmpty else { break }
        }
        _ = try await onDisk {
            try files.sweep(olderThan: Self.strayAge) { name in try store.read { try $0.isNeeded(file: name) } }
        }
    }
}
