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
        // Non-blocking, or a pipe without a writer would hold up the caller before it is found not to be a file.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        self.init(owning: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    }

    deinit { close(descriptor) }
}
