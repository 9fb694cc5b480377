import Glibc

/// An open file or directory. The descriptor is closed at the end of its scope.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ path: String, _ flags: Int32) throws(FileFault) {
        number = open(path, flags | O_CLOEXEC, 0o600)
        if number < 0 { throw fault("open") }
    }

    deinit { close(number) }

    func write(_ bytes: some Collection<UInt8>) throws(FileFault) {
        let piece = Array(bytes)
        var done = 0
        while done < piece.count {
            let count = piece.withUnsafeBytes { buffer in
                Glibc.write(number, UnsafeRawBufferPointer(rebasing: buffer[done...]).baseAddress, buffer.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw fault("write")
            }
            done += count
        }
    }

    /// Flushes the content of a file to the disk.
    func flush() throws(FileFault) {
        if fdatasync(number) != 0 { throw fault("fdatasync") }
    }
}

/// Flushes the entries of the directory at `path` to the disk.
public func flushDirectory(_ path: String) throws(FileFault) {
    let directory = try Descriptor(path, O_RDONLY | O_DIRECTORY)
    if fsync(directory.number) != 0 { throw fault("fsync") }
}

/// Makes the directory at `path` for its owner alone, unless it is there.
/// - Returns: Whether it is new.
@discardableResult
func makeDirectory(_ path: String) throws(FileFault) -> Bool {
    if mkdir(path, 0o700) == 0 { return true }
    guard errno == EEXIST else { throw fault("mkdir") }
    return false
}

/// Reads `count` bytes of an open file from `offset` on.
///
/// Fails with EIO if the file ends before.
func read(_ descriptor: Int32, at offset: Int, count: Int) throws(FileFault) -> [UInt8] {
    var failure: FileFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
        done = 0
        while done < count {
            let room = UnsafeMutableBufferPointer(rebasing: buffer[done..<count])
            let got = pread(descriptor, room.baseAddress, room.count, off_t(offset + done))
            if got < 0, errno == EINTR { continue }
            if got <= 0 {
                failure = got < 0 ? fault("pread") : .system(call: "pread", errno: EIO)
                return
            }
            done += got
        }
    }
    if let failure { throw failure }
    return bytes
}

func fault(_ call: String) -> FileFault { .system(call: call, errno: errno) }
