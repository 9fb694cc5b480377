public import Domain
import Files
import Store

/// How many bytes of the disk files may take. Messages are accepted even if no file is.
public struct FileBudget: Sendable, Equatable {
    /// All files that one user has sent or is about to send.
    public var ofUser = 500 << 20
    /// All files together. Beyond it visitors can send no more files, but the staff can.
    public var inTotal = 20 << 30
    /// What must stay free on the disk, whoever sends a file: the database, its log and its copies need it.
    public var floor = 512 << 20

    public init() {}
}

extension Desk {
    /// Checks whether `user` may send a file of `count` bytes: before it is read, and again when it is here.
    ///
    /// - Throws: ``DeskError/noRoom`` or ``DeskError/fileBudgetSpent``.
    public func admitFile(of count: Int, by user: UserID) throws {
        try store.read { try admit(count, by: user, $0) }
        try admitFile(of: count)
    }

    /// Checks whether the disk has room for a file of `count` bytes, whoever sends it.
    ///
    /// - Throws: ``DeskError/noRoom``
    public func admitFile(of count: Int) throws {
        guard files.hasRoom(for: count) else { throw DeskError.noRoom }
    }

    func admit(_ count: Int, by user: UserID, _ reader: Reader) throws {
        guard try reader.storedFileBytes() + count <= budget.inTotal else { throw DeskError.noRoom }
        guard try reader.fileBytes(of: user) + count <= budget.ofUser else { throw DeskError.fileBudgetSpent }
    }
}
