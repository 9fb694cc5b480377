import Crypto
import Glibc

extension FileFolder {
    /// Copies a file from another folder unless it is here already, and checks its content: its name begins with the
    /// hash of it. The file is flushed to the disk when this returns. Blocks on the disk.
    ///
    /// - Parameter size: The size in bytes that it must have.
    /// - Returns: Whether it had to be copied.
    /// - Throws: ``FileFault/system(call:errno:)``, with ENOENT if the file is not in the other folder, and with
    ///   EBADMSG if it is damaged there.
    public func adopt(_ name: String, of size: Int, from other: FileFolder) throws(FileFault) -> Bool {
        guard let path = path(of: name), let original = other.path(of: name) else {
            throw .system(call: "open", errno: EINVAL)
        }
        var status = stat()
        if stat(path, &status) == 0, Int(status.st_size) == size { return false }
        let temporary = incomingPath()
        do throws(FileFault) {
            let source = try Descriptor(original, O_RDONLY)
            guard fstat(source.number, &status) == 0, Int(status.st_size) == size else {
                throw FileFault.system(call: "size", errno: EBADMSG)
            }
            let copy = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL)
            let hash = try hash(of: source.number, count: size) { bytes throws(FileFault) in try copy.write(bytes) }
            guard isContent(hash, of: name) else { throw FileFault.system(call: "hash", errno: EBADMSG) }
            try copy.flush()
            try place(temporary, as: name)
            return true
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Whether a file is here, and has the right size and the content that its name says. Reads all of it.
    public func isWhole(_ name: String, of size: Int) throws(FileFault) -> Bool {
        guard let path = path(of: name) else { return false }
        var status = stat()
        guard stat(path, &status) == 0, Int(status.st_size) == size else { return false }
        let file = try Descriptor(path, O_RDONLY)
        return isContent(try hash(of: file.number, count: size) { _ throws(FileFault) in }, of: name)
    }
}

/// The SHA-256 of the first `count` bytes of an open file, each piece of which is handed to `take`.
private func hash(
    of descriptor: Int32, count: Int, take: ([UInt8]) throws(FileFault) -> Void
) throws(FileFault) -> [UInt8] {
    var digest = SHA256Digest()
    var offset = 0
    while offset < count {
        let bytes = try read(descriptor, at: offset, count: min(pieceSize, count - offset))
        digest.update(bytes)
        try take(bytes)
        offset += bytes.count
    }
    return digest.finish()
}

/// Whether `name` belongs to content with this hash.
private func isContent(_ hash: [UInt8], of name: String) -> Bool {
    let digits = hex(hash)
    return name.hasPrefix("\(digits.prefix(2))/\(digits.dropFirst(2))-")
}
