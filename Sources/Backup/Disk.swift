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
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
        throw .system(path)
    }
}

/// Flushes the entries of a folder to the disk.
func sync(_ folder: String) throws(BackupError) {
    do throws(FileFault) {
        try flushDirectory(folder)
    } catch {
        throw BackupError(error, folder)
    }
}
