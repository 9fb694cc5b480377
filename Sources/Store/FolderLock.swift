import Glibc

/// Keeps a data folder to one process: two that both answered updates and sent deliveries would do everything twice.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Makes the folder (readable by its owner only) if there is none, and locks it.
    public init(folder: String) throws(StoreError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .unusableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
        descriptor = open(folder + "/otvet.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unusableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
        // The descriptor is closed once, by `deinit`, which runs although the lock was not had.
        guard Self.lock(descriptor) else { throw .locked(path: folder) }
    }

    /// Tries for a second: a process that is just ending still has the lock, and so has for a moment a child process
    /// that has been forked and has not yet become another program.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<50 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(20_000)
        }
        return false
    }

    /// The system lets go of the lock with the descriptor, also when the process is killed.
    deinit {
        close(descriptor)
    }
}
