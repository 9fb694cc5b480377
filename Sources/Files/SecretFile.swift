import Glibc

/// Why a file with a secret can't be used.
public enum SecretFileFault: Error, Equatable, Sendable {
    /// It has more or fewer bytes than the secret.
    case wrongLength
    case system(errno: Int32)
}

/// Reads the secret in the file at `path`. If there is no file, it is created from `fresh`, for its owner alone. If
/// several processes create it at the same time, all of them get the same secret.
public func secretFile(_ path: String, fresh: [UInt8]) throws(SecretFileFault) -> [UInt8] {
    let found: [UInt8]
    do throws(FileFault) {
        if access(path, F_OK) != 0, errno == ENOENT { try makeSecret(path, fresh) }
        let file = try Descriptor(path, O_RDONLY)
        // One byte more than a secret has, to notice a file that is too long.
        var bytes = [UInt8](repeating: 0, count: fresh.count + 1)
        let count = pread(file.number, &bytes, bytes.count, 0)
        guard count >= 0 else { throw fault("pread") }
        found = Array(bytes.prefix(count))
    } catch {
        guard case .system(_, let code) = error else { throw .system(errno: EIO) }
        throw .system(errno: code)
    }
    guard found.count == fresh.count else { throw .wrongLength }
    return found
}

private func makeSecret(_ path: String, _ fresh: [UInt8]) throws(FileFault) {
    let draft = "\(path).\(getpid())"
    unlink(draft)  // perhaps left by a start that was cut short
    do {
        let file = try Descriptor(draft, O_WRONLY | O_CREAT | O_EXCL)
        try file.write(fresh)
        try file.flush()
    }
    // Unlike `rename`, `link` never replaces a file that another process has made meanwhile.
    if link(draft, path) != 0, errno != EEXIST { throw fault("link") }
    unlink(draft)
    try flushDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
}
