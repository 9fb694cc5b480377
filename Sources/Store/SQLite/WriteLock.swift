import Glibc

/// The process that keeps a folder's database from being written; nil if there is none. It looks for a while, because every
/// write holds the lock for a moment. It changes nothing, and takes no lock itself.
public func writeLockHolder(folder: String) async throws -> Int32? {
    var holder: Int32?
    for _ in 0..<100 {
        holder = writeLockHolder(FolderFiles(folder: folder).databasePath)
        guard holder != nil else { return nil }
        try await Task.sleep(for: .milliseconds(50))
    }
    return holder
}

/// Whoever writes to a database with a log locks a byte of the file beside it.
/// https://sqlite.org/walformat.html#wal_locks
private func writeLockHolder(_ path: String) -> Int32? {
    let descriptor = open(path + "-shm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 120
    lock.l_len = 1
    guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
}
