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
        try bring(original, of: size, as: name)
        return true
    }

    /// The same for a file from anywhere, which gets a name of its own.
    ///
    /// - Parameter hash: The SHA-256 that its content must have.
    /// - Returns: The name.
    public func adopt(_ original: String, of size: Int, hash: [UInt8]) throws(FileFault) -> String {
        let name = contentName(hash)
        try bring(original, of: size, as: name)
        return name
    }

    /// Copies the file `name` to a path where nothing is, and checks its content. Not flushed to the disk.
    public func copy(_ name: String, of size: Int, to target: String) throws(FileFault) {
        guard let path = path(of: name) else { throw .system(call: "open", errno: EINVAL) }
        try copyChecked(path, of: size, as: name, to: target, isFlushed: false)
    }

    /// Whether a file is here, and has the right size and the content that its name says. Reads all of it.
    public func isWhole(_ name: String, of size: Int) throws(FileFault) -> Bool {
        guard let path = path(of: name) else { return false }
        var status = stat()
        guard stat(path, &status) == 0, Int(status.st_size) == size else { return false }
        let file = try Descriptor(path, O_RDONLY)
        return isContent(try hash(of: file.number, count: size) { _ throws(FileFault) in }, of: name)
    }

    private func bring(_ original: String, of size: Int, as name: String) throws(FileFault) {
        let temporary = incomingPath()
        do throws(FileFault) {
            try copyChecked(original, of: size, as: name, to: temporary, isFlushed: true)
            try place(temporary, as: name)
        } catch {
            unlink(temporary)
            throw error
        }
    }
}

/// Copies a file whose content must be what `name` says.
private func copyChecked(
    _ original: String, of size: Int, as name: String, to target: String, isFlushed: Bool
) throws(FileFault) {
    let source = try Descriptor(original, O_RDONLY)
    var status = stat()
    guard fstat(source.number, &status) == 0, Int(status.st_size) == size else {
        throw .system(call: "size", errno: EBADMSG)
    }
    let copy = try Descriptor(target, O_WRONLY | O_CREAT | O_EXCL)
    let hash = try hash(of: source.number, count: size) { bytes throws(FileFault) in try copy.write(bytes) }
    guard isContent(hash, of: name) else { throw .system(call: "hash", errno: EBADMSG) }
    if isFlushed { try copy.flush() }
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
