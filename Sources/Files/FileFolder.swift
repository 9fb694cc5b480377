import Crypto
import Glibc

/// The contents of attachments: each file has a name of its own that begins with its hash, so that a new one never
/// meets an old one that is just being removed.
public struct FileFolder: Sendable {
    let root: String
    /// Bytes of the disk that no file may take: what the database needs to go on.
    public let floor: Int
    private var incoming: String { root + "/incoming" }

    /// Makes the folder if it is not there, for its owner alone; its parent must be. What was on its way is removed.
    ///
    /// - Parameters:
    ///   - floor: See ``floor``.
    ///   - isBeside: Whether another process may be using it; then what is on its way stays.
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

    /// Whether `count` bytes more leave the disk its floor. What the system does not tell is no reason to refuse.
    public func hasRoom(for count: Int) -> Bool { freeBytes.map { $0 >= count + floor } ?? true }

    /// Bytes of the disk that are free for this program; nil if the system does not tell.
    public var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(root, &status) == 0 else { return nil }
        let free = status.f_bavail.multipliedReportingOverflow(by: status.f_frsize)
        return free.overflow ? nil : Int(exactly: free.partialValue)
    }

    /// A path in `incoming` where nothing is yet. What is put there is the caller's to remove.
    public func incomingPath() -> String { incoming + "/" + hex(randomBytes(16)) }

    /// Where the file `name` is, or nil for anything that is not a name as made here.
    public func path(of name: String) -> String? { isContentName(name) ? root + "/" + name : nil }

    /// Removes the file `name`. What can't be removed now, `sweep` will find.
    public func remove(_ name: String) {
        if let path = path(of: name) { unlink(path) }
    }

    /// Removes what a crash has left: files older than `seconds` which `isKnown` does not know.
    ///
    /// Memory is bounded whatever the number of files. Blocks on the disk.
    /// - Returns: how many files were removed.
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
