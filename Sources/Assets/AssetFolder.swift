import Bundling
import Glibc
import Synchronization

/// The folder of the pages, served as it is on the disk while somebody works on them: condensed and joined by what does
/// it for the build.
public final class AssetFolder: Sendable {
    private struct Known {
        let version: String
        var tree: PageTree
        var assets: [String: Asset] = [:]
    }

    private let path: String
    /// What was made of the files as they are.
    private let known = Mutex<Known?>(nil)

    /// - Returns: Nil if it does not hold the pages.
    public init?(path: String) {
        guard PageTree.isIn(path) else { return nil }
        self.path = path
    }

    /// - Returns: Nil if there is no such page.
    /// - Throws: What says which file keeps it from being served.
    public func named(_ address: String) throws -> Asset? {
        // Asked first: what is saved while pages are read is noticed the next time.
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

    /// Another one whenever a page is added, removed or saved, and in each process. Some hundred calls of stat(2), so that
    /// asking a few times a second costs nothing worth watching the folder for.
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
