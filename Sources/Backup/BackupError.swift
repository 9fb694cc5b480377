public import Store

/// Why a backup can't be made or restored. The description is one line that says what to do.
public enum BackupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another backup into the same folder is under way.
    case busy(String)
    /// The folder holds something else.
    case notABackup(String)
    /// It was made by a version of the program that writes another format.
    case unknownFormat(String, Int)
    /// The copy has a fault. The list names a few of the faults.
    case damaged(String, [String])
    /// There is nothing to copy.
    case noDatabase(String)
    /// The database is of a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// The database is of an older version of the program, whose exports this one doesn't write.
    case olderSchema(found: Int, known: Int)
    /// The target folder is not empty, and nothing is overwritten.
    case notEmpty(String)
    /// The folder holds something else than an export.
    case notAnExport(String)
    /// It is an export, which is imported and not restored.
    case isExport(String)
    /// It is an export of one user or ticket.
    case partOfAnExport(String)
    /// It was made of a database with another schema.
    case otherSchema(found: Int, by: String, known: Int)
    /// There is no such user or ticket.
    case nothingToExport(RecordScope)
    /// A line of an export can't be taken in.
    case wrongLine(String, Int, String)
    /// Files disappeared while they were copied, in several attempts.
    case filesKeepVanishing(String)
    /// A system call has failed.
    case system(path: String, reason: String)

    public var description: String {
        switch self {
        case .busy(let path): "another backup into \(path) is under way: wait for it, or name another folder"
        case .notABackup(let path):
            "\(path) holds something that is not a backup of otvet: name an empty folder, or one that has backups"
        case .unknownFormat(let path, let format):
            "\(path) has format \(format), which this version can't read: use a newer one"
        case .damaged(let path, let what): "\(path) is damaged: \(what.joined(separator: "; ")). Use another copy"
        case .noDatabase(let path):
            "there is no database in \(path): name the data folder of the server (--data or OTVET_DATA)"
        case .newerSchema(let found, let known):
            "the copy has schema \(found), this program knows \(known): use the version that made it, or a newer one"
        case .olderSchema(let found, let known):
            "the database has schema \(found), this program \(known): start this version on it once, or export with the "
                + "version that runs there"
        case .notEmpty(let path):
            "\(path) is not empty, and nothing is overwritten: name a folder that is not there yet"
        case .notAnExport(let path): "\(path) is not an export of otvet: name the folder that `otvet export` has made"
        case .isExport(let path): "\(path) is an export and no backup: `otvet import` makes a data folder of it"
        case .partOfAnExport(let path):
            "\(path) is an export of one user or ticket: only an export of everything makes a data folder"
        case .otherSchema(let found, let version, let known):
            "the export has schema \(found), this program \(known): import it with otvet \(version), which made it, and "
                + "start the newer program on the data folder then"
        case .nothingToExport(.user(let id)): "there is no user \(id)"
        case .nothingToExport(.ticket(let id)): "there is no ticket \(id)"
        case .nothingToExport(.everything): "there is nothing to export"
        case .wrongLine(let file, let line, let reason): "\(file), line \(line): \(reason)"
        case .filesKeepVanishing(let path): "files were removed from \(path) as fast as they were copied: try again"
        case .system(let path, let reason): "\(path): \(reason)"
        }
    }
}
