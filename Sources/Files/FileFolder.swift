import Crypto
import Glibc

/// The folder with the contents of attachments. Each file has a name of its own that begins with its hash, so that a
/// new file never gets the name of an old one that is being removed.
public struct FileFolder: Sendable {
    let root: String
    /// Bytes of the disk that must stay free, because the database needs them.
    public let floor: Int
    private var incoming: String { root + "/incoming" }

    /// Creates the folder if there is none, for its owner alone; its parent must exist. Unfinished files are removed.
    ///
    /// - Parameters:
    ///   - floor: See ``floor``.
    ///   - isBeside: Whether another process may be using the folder; then unfinished files stay.
    public init(path: String, floor: Int = 0, isBeside: Bool = false) throws(FileFault) {
        root = path
        self.floor = floor
        try makeDirectory(root)
        try makeDirectory(incoming)
        try flushDirectory(root)
        try flushDirectory(root + "/..")
        guard !isBeside else { return }
        forEachName(in: incoming) { unlink(incoming + "/" + $0) }
    }

    /// Whether `count` more bytes leave the disk its floor. If the system does not tell
    /// the free space, the answer is yes.
    public func hasRoom(for count: Int) -> Bool { freeBytes.map { $0 >= count + floor } ?? true }

    /// Bytes of the disk that are free for this program; nil if the system does not tell.
    public var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(root, &status) == 0 else { return nil }
        let free = status.f_bavail.multipliedReportingOverflow(by: status.f_frsize)
        return free.overflow ? nil : Int(exactly: free.partialValue)
    }

    /// A path in `incoming` where no file is yet. The caller has to remove what it puts there.
    public func incomingPath() -> String { incoming + "/" + hex(randomBytes(16)) }

    /// The path of the file `name`, or nil if that is not a name as made here.
    public func path(of name: String) -> String? { isContentName(name) ? root + "/" + name : nil }

    /// Removes the file `name`. If that fails, a later `sweep` finds it.
    public func remove(_ name: String) {
        if let path = path(of: name) { unlink(path) }
    }

    /// Removes files that a crash has left behind: those older than `seconds` that `isKnown` does not know.
    ///
    /// Takes the same memory however many files there are. Blocks on the disk.
    /// - Returns: How many files were removed.
    public func sweep(olderThan seconds: Int, isKnown: (String) throws -> Bool) rethrows -> Int {
        var removed = 0
        let now = time(nil)
        for folder in UInt8.min...UInt8.max {
            let prefix = hex([folder])
            try forEachName(in: root + "/" + prefix) { file in
                let name = prefix + "/" + file
                var status = stat()
                guard let path = path(of: name), lstat(path, &status) == 0, now - status.st_mtim.tv_sec > seconds,
                    try !isKnown(name), unlink(path) == 0
                else { return }
                removed += 1
            }
        }
        return removed
    }
}
