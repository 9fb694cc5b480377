import CLinux
import Glibc

/// A body that was written to disk while it arrived. The file has no name and disappears with the last reference to it.
public final class SpooledFile: Sendable {
    public let file: OpenFile
    /// Size in bytes.
    public let count: Int

    init(_ file: OpenFile, count: Int) {
        self.file = file
        self.count = count
    }

    /// Up to `limit` bytes from `offset`; fewer only at the end. Blocks on the disk.
    public func read(at offset: Int, upTo limit: Int) throws(FileError) -> [UInt8] {
        var error: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, min(limit, count - offset))) { buffer, filled in
            filled = 0
            while filled < buffer.count {
                let result = pread(
                    file.descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
                    offset + filled)
                if result > 0 {
                    filled += result
                } else if result == 0 || errno != EINTR {
                    if result < 0 { error = FileError(errno: errno) }
                    return
                }
            }
        }
        if let error { throw error }
        return bytes
    }

    /// Gives the content the name `path`, which must not exist. It is copied if `path` is on another file system, and
    /// it is not flushed. Blocks on the disk.
    public func save(to path: String) throws(FileError) {
        if clinux_name_file(file.descriptor, path) == 0 { return }
        guard errno != EEXIST else { throw FileError(errno: EEXIST) }
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw FileError(errno: errno) }
        defer { close(target) }
        var offset = 0
        while offset < count {
            let copied = sendfile(target, file.descriptor, &offset, count - offset)
            guard copied > 0 || (copied < 0 && errno == EINTR) else {
                let error = FileError(errno: copied == 0 ? EIO : errno)
                unlink(path)
                throw error
            }
        }
    }
}

/// A call on a file has failed with this errno.
public struct FileError: Error, Sendable, Hashable {
    public let errno: Int32
}
