import Glibc

/// Part of an open file that the kernel sends.
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

/// An open file. The descriptor is closed with the last reference to it.
public final class OpenFile: Sendable {
    public let descriptor: Int32

    /// Takes over `descriptor`.
    public init(owning descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a regular file for reading. Nil if there is none or it can't be read.
    public convenience init?(path: String) {
        // Non-blocking: opening a pipe without a writer would block before it turns out not to be a file.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        self.init(owning: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    }

    /// `count` bytes from `offset` on, or as many as there are; none at the end. Nil if they can't be read.
    public func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var isReadable = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = 0
            while done < count {
                let room = UnsafeMutableBufferPointer(rebasing: buffer[done..<count])
                let got = pread(descriptor, room.baseAddress, room.count, off_t(offset + done))
                if got < 0, errno == EINTR { continue }
                isReadable = got >= 0
                guard got > 0 else { return }
                done += got
            }
        }
        return isReadable ? bytes : nil
    }

    deinit { close(descriptor) }
}
