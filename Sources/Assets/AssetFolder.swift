import Bundling
import Glibc
import Synchronization

/// The folder of the pages, served from the disk while somebody works on them. The code that makes the pages for the
/// build condenses and joins them here too.
public final class AssetFolder: Sendable {
    private struct Known {
        let version: String
        var tree: PageTree
        var assets: [String: Asset] = [:]
    }

    private let path: String
    /// What was made of the files in their present version.
    private let known = Mutex<Known?>(nil)

    /// - Returns: Nil if the folder does not contain the pages.
    public init?(path: String) {
        guard PageTree.isIn(path) else { return nil }
        self.path = path
    }

    /// - Returns: Nil if there is no such page.
    /// - Throws: An error that says which file can't be served, and why.
    public func named(_ address: String) throws -> Asset? {
        // Taken first: a file that is saved while the pages are read gives another version the next time.
        let version = version
        return try known.withLock { known in
            var current = try known.take().flatMap { $0.version == version ? $0 : nil } ?? fresh(version)
            defer { known = current }
            if let asset = current.assets[address] { return asset }
            let asset = try current.tree.page(at: address).map(Asset.init)
            current.assets[address] = asset
            return asset
        }
    }

    private func fresh(_ version: String) throws -> Known {
        Known(version: version, tree: try PageTree(folder: path))
    }

    /// Changes whenever a page is added, removed or saved, and differs between processes. It takes a few hundred calls
    /// of stat(2). A few times a second that costs so little that watching the folder is not worth it.
    public var version: String {
        var hash = Hasher()
        for file in (try? PageTree.files(in: path)) ?? [] {
            var status = stat()
            guard stat("\(path)/\(file)", &status) == 0 else { continue }
            hash.combine(file)
            hash.combine(status.st_ino)
            hash.combine(status.st_size)
            hash.combine(status.st_mtim.tv_sec)
            hash.combine(status.st_mtim.tv_nsec)
        }
        return String(UInt(bitPattern: hash.finalize()), radix: 36)
    }
}
