/// A body that was written to disk while it arrived: a file without a name, gone with the last reference to it.
public final class SpooledFile: Sendable {
    public let file: OpenFile
    /// Size in bytes.
    public let count: Int

    init(_ file: OpenFile, count: Int) {
        self.file = file
        self.count = count
    }

    /// Up to `limit` bytes from `offset`; fewer at the end of the file. Blocks on the disk.
    public func read(at offset: Int, upTo limit: Int) throws(FileError) -> [UInt8] { fatalError() }

    /// Gives the file the name `path`, which must not exist; blocks on the disk if that is on another file system.
    public func save(to path: String) throws(FileError) { fatalError() }
}

/// A call on a spooled file failed with this errno.
public struct FileError: Error, Sendable, Hashable {
    public let errno: Int32
}
