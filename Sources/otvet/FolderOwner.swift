import CLinux
import Glibc

/// Who owns the data folder.
enum FolderOwner {
    /// Has this process of root make and change files as the owner of `folder`. Does nothing for other users, if root owns
    /// the folder, and if there is none. Capabilities belong to threads: there must be only one yet.
    ///
    /// What root may read it can still read: the folder may lie in one that only root can enter, as systemd has it, and
    /// the settings may be for root alone. This keeps files in order; it is no fence, for the process can become root again.
    static func become(of folder: String) throws(OwnerError) {
        var status = stat()
        guard geteuid() == 0, stat(folder, &status) == 0, status.st_uid != 0 else { return }
        // The effective user alone: access(2) goes by the real one, and leaves that user's capabilities aside unless it is root.
        guard setgroups(0, nil) == 0, setegid(status.st_gid) == 0, seteuid(status.st_uid) == 0, clinux_only_read() == 0
        else { throw OwnerError(folder: folder, owner: status.st_uid, reason: String(cString: strerror(errno))) }
    }
}

/// Why a command of root can't act as the owner of the data folder. The description is one line that says what to do.
struct OwnerError: Error, CustomStringConvertible {
    let folder: String
    let owner: uid_t
    let reason: String

    var description: String {
        "can't act as user \(owner), who owns “\(printable(folder))”: \(reason); run the command as that user"
    }
}
