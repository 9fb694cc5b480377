import Files
import Glibc
public import Store

/// What is wrong in a data folder. Reads all of it, and changes nothing; a server may run on it.
public struct FolderCheck: Sendable, Equatable {
    /// Damage of the database, a few of it. Then nothing else was looked at.
    public var damage: [String] = []
    /// Rows with a wrong value, by what it is; only those that there are.
    public var wrong: [DerivedValue: Int] = [:]
    /// Files that the database knows and that are not there, or are not what they were.
    public var lostFiles: [String] = []
    public var files = 0
    /// How far the search is from what it is a view of; nil if there is none, or one that the next start makes anew anyhow.
    public var search: SearchCheck?

    /// No more lost files are named.
    static let mostNames = 100

    public var isWell: Bool { damage.isEmpty && wrong.isEmpty && lostFiles.isEmpty && search?.isWell ?? true }

    /// Whether something is wrong that ``repair(folder:)`` makes anew from what is right.
    public var isRepairable: Bool { damage.isEmpty && (!wrong.isEmpty || !(search?.isWell ?? true)) }

    /// - Throws: ``BackupError/noDatabase(_:)``, `StoreError`
    public init(folder: String, progress: (BackupFolder.Progress) -> Void = { _ in }) throws {
        do {
            guard try StoreSummary(folder: folder) != nil else { throw BackupError.noDatabase(folder) }
            try look(in: folder, progress)
        } catch let error as StoreError where error.isDamage {
            // So damaged that it can't even be asked.
            damage.append("\(error)")
        }
    }

    private mutating func look(in folder: String, _ progress: (BackupFolder.Progress) -> Void) throws {
        let database = try DatabaseCopy(path: folder + "/otvet.db")
        progress(.verifying)
        damage = try database.damage()
        guard damage.isEmpty else { return }
        let schema = try database.schema()
        guard schema <= StoreSummary.knownSchema else {
            throw BackupError.newerSchema(found: schema, known: StoreSummary.knownSchema)
        }
        // What an older schema keeps is counted once it has been brought to this one.
        for value in DerivedValue.allCases where schema == StoreSummary.knownSchema {
            let rows = try database.wrongRows(of: value)
            if rows > 0 { wrong[value] = rows }
        }
        if schema == StoreSummary.knownSchema { search = try SearchCheck(folder: folder) }
        try look(at: database, FileFolder(path: folder + "/files", isBeside: true), progress)
    }

    private mutating func look(
        at database: DatabaseCopy, _ folder: FileFolder, _ progress: (BackupFolder.Progress) -> Void
    ) throws {
        let all = try database.fileCount()
        var last: Int64 = 0
        while true {
            let page = try database.files(after: last)
            guard !page.isEmpty else { return }
            for file in page {
                // One that a server has removed meanwhile is not lost.
                if try !folder.isWhole(file.name, of: file.size), try database.knows(file: file.name) {
                    if lostFiles.count < Self.mostNames { lostFiles.append(file.name) }
                }
                files += 1
                last = file.number
                progress(.files(files, of: all))
            }
        }
    }

    /// Counts again what follows from other rows, and has a search that is wrong made anew by the next start. The server
    /// must not run.
    public func repair(folder: String) async throws {
        let store = try Store(folder: folder) { _ in }
        defer { store.close() }
        let isSearchWell = search?.isWell ?? true
        try await store.write { transaction in
            for value in DerivedValue.allCases { try transaction.recount(value) }
            if !isSearchWell { try transaction.forgetWhoIsIndexed() }
        }
        if !isSearchWell { try store.search.renew() }
    }
}
