import Files
import Glibc

/// The names in a folder, in any order.
func names(in folder: String) throws(BackupError) -> [String] {
    guard access(folder, R_OK | X_OK) == 0 else { throw .system(folder) }
    var names: [String] = []
    forEachName(in: folder) { names.append($0) }
    return names
}

func folderOfFiles(_ path: String) throws(BackupError) -> FileFolder {
    do throws(FileFault) {
        return try FileFolder(path: path)
    } catch {
        throw BackupError(error, path)
    }
}

/// Copies the key that encrypts second factors. A folder of an older version has none.
func copyKey(from folder: String, to other: String) throws(BackupError) {
    guard let key = try read(folder + "/otvet.key", limit: 1024) else { return }
    try write(key, to: other + "/otvet.key")
}

/// Nil if there is no such file.
func read(_ path: String, limit: Int) throws(BackupError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        if errno == ENOENT { return nil }
        throw .system(path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = Glibc.read(descriptor, &bytes, limit)
    guard count >= 0 else { throw .system(path) }
    return Array(bytes.prefix(count))
}

/// Writes a new file, for its owner alone, and flushes it to the disk.
func write(_ bytes: [UInt8], to path: String) throws(BackupError) {
    let file = try NewFile(path)
    try file.write(bytes)
    try file.flush()
}

/// A file that is being written, for its owner alone. Closed at the end of its scope.
struct NewFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(BackupError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(BackupError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Flushes its content to the disk.
    func flush() throws(BackupError) {
        guard fsync(descriptor) == 0 else { throw .system(path) }
    }
}

/// Makes a folder for its owner alone, unless it is there.
func makeFolder(_ path: String) throws(BackupError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system(path) }
}

/// Removes a folder that this program has made, with all that is in it. What can't be removed is left.
func removeTree(_ path: String) {
    forEachName(in: path) { name in
        let inner = path + "/" + name
        var status = stat()
        guard lstat(inner, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR { removeTree(inner) } else { unlink(inner) }
    }
    rmdir(path)
}

/// Makes way for a folder that is to appear at once: an empty one is removed, and anything else is refused.
func makeWay(for target: String) throws(BackupError) {
    guard rmdir(target) == 0 || errno == ENOENT else {
        throw errno == ENOTEMPTY || errno == EEXIST ? .notEmpty(target) : .system(target)
    }
}

func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? withoutSlash(String(path.dropLast())) : path
}

/// Flushes the entries of a folder to the disk.
func sync(_ folder: String) throws(BackupError) {
    do throws(FileFault) {
        try flushDirectory(folder)
    } catch {
        throw BackupError(error, folder)
    }
}
