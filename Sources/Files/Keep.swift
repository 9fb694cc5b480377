import Crypto
import Glibc

/// Cameras make smaller images. A larger one would have to be read into memory, so it is kept as it is and never shown.
private let imageLimit = 32 << 20

/// Bytes in memory while a file is copied, and the most from which its type is told.
let pieceSize = 64 << 10

extension FileFolder {
    /// Stores the content of an open descriptor: tells its type, removes an image's metadata, hashes it, and flushes it
    /// to the disk. The descriptor stays the caller's. Blocks on the disk.
    /// - Parameters:
    ///   - count: The size of the content in bytes.
    ///   - accepts: Is asked with the type before anything is stored; if it returns false, `notWelcome` is thrown.
    public func keep(
        _ descriptor: Int32, count: Int, accepts: (FileType) -> Bool
    ) throws(FileFault) -> KeptFile {
        guard count > 0 else { throw .empty }
        let head = try read(descriptor, at: 0, count: min(count, pieceSize))
        var type = FileType(head: head, isWhole: head.count == count)
        if type.isImage, count > imageLimit { type = .binary }
        guard accepts(type) else { throw .notWelcome(type) }
        if type.isImage {
            let bytes = try read(descriptor, at: 0, count: count)
            if imageSize(bytes, type)?.isShown ?? true { return try keepImage(bytes, type) }
            // A file of a few bytes can claim so many pixels that it fills the memory of whoever looks at it.
            guard accepts(.binary) else { throw .tooManyPixels }
            type = .binary
        }
        return try store(count, type, nil) { offset, length throws(FileFault) in
            try read(descriptor, at: offset, count: length)
        }
    }

    /// Stores content that is in memory, as if it came from a file.
    public func keep(_ content: [UInt8], accepts: (FileType) -> Bool) throws(FileFault) -> KeptFile {
        let path = incomingPath()
        defer { unlink(path) }
        let file = try Descriptor(path, O_RDWR | O_CREAT | O_EXCL)
        try file.write(content)
        return try keep(file.number, count: content.count, accepts: accepts)
    }

    private func keepImage(_ bytes: [UInt8], _ type: FileType) throws(FileFault) -> KeptFile {
        guard let clean = withoutMetadata(bytes, type), let size = imageSize(clean, type) else { throw .malformedImage }
        return try store(clean.count, type, size) { offset, length throws(FileFault) in
            Array(clean[offset..<offset + length])
        }
    }

    private func store(
        _ count: Int, _ type: FileType, _ image: ImageSize?, piece: (Int, Int) throws(FileFault) -> [UInt8]
    ) throws(FileFault) -> KeptFile {
        guard hasRoom(for: count) else { throw .system(call: "statvfs", errno: ENOSPC) }
        let temporary = incomingPath()
        do {
            let file = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL)
            var digest = SHA256Digest()
            var offset = 0
            while offset < count {
                let bytes = try piece(offset, min(pieceSize, count - offset))
                digest.update(bytes)
                try file.write(bytes)
                offset += bytes.count
            }
            try file.flush()
            let hash = digest.finish()
            let name = contentName(hash)
            try place(temporary, as: name)
            return KeptFile(name: name, hash: hash, size: count, type: type, image: image)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    func place(_ temporary: String, as name: String) throws(FileFault) {
        let path = root + "/" + name
        let folder = root + "/" + name.prefix(2)
        // The folder's entry is flushed before anything is stored in it; otherwise a power cut
        // could lose the folder with the file.
        if try makeDirectory(folder) { try flushDirectory(root) }
        guard rename(temporary, path) == 0 else { throw fault("rename") }
        do {
            try flushDirectory(folder)
        } catch {
            unlink(path)
            throw error
        }
    }
}
