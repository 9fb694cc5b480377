public import Domain
import Files
import Store

/// What files may take of the disk, in bytes. Whatever it says, messages go on.
public struct FileBudget: Sendable, Equatable {
    /// All that one user has sent or is about to.
    public var ofUser = 500 << 20
    /// All files together; past it visitors bring no more, while the staff do.
    public var inTotal = 20 << 30
    /// What must stay free on the disk whoever brings a file: the database, its log and its copies need it.
    public var floor = 512 << 20

    public init() {}
}

extension Desk {
    /// Whether a file of `count` bytes may come from `user`. Asked before it is read, and again when it is here.
    ///
    /// - Throws: ``DeskError/noRoom`` or ``DeskError/fileBudgetSpent``.
    public func admitFile(of count: Int, by user: UserID) throws {
        try store.read { try admit(count, by: user, $0) }
        try admitFile(of: count)
    }

    /// Whether there is room on the disk for a file of `count` bytes, whoever brings it.
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
