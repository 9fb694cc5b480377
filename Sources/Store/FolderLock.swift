import Glibc

/// Keeps a data folder to one process: two that both answered updates and sent deliveries would do everything twice.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Makes the folder (readable by its owner only) if there is none, and locks it.
    init(folder: String) throws(StoreError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .unusableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
        descriptor = open(folder + "/otvet.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unusableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .locked(path: folder)
        }
    }

    /// The system lets go of the lock with the descriptor, also when the process is killed.
    deinit {
        close(descriptor)
    }
}
