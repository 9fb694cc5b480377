import Glibc

/// Bytes of an open file, to be sent by the kernel.
public struct FileRegion: Sendable {
    public let file: OpenFile
    public let offset: Int
    public let count: Int

    /// - Precondition: neither bound is negative.
    public init(_ file: OpenFile, offset: Int, count: Int) {
        precondition(offset >= 0 && count >= 0)
        self.file = file
        self.offset = offset
        self.count = count
    }
}

/// A file descriptor that is closed when the last reference to it goes.
public final class OpenFile: Sendable {
    public let descriptor: Int32

    /// Takes over `descriptor`.
    public init(owning descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a regular file for reading; nil if there is none or it cannot be read.
    public convenience init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.init(owning: descriptor)
    }

    deinit { close(descriptor) }
}
