import Files
import Store

extension Desk {
    /// Files without a row are left behind by a crash. They are removed only at this age in seconds, because the row of
    /// a new file is yet to be written.
    private static let strayAge = 86_400

    /// Removes content that no message refers to, and files that a crash has left in the folder.
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
