public import Domain
import Files
import Glibc
public import Store
public import Transcript

extension ExportFolder {
    /// What is exported, and how.
    public struct Request: Sendable {
        public var scope: RecordScope
        /// Whether what lets people in goes with everything: passwords' hashes, sessions, keys.
        public var withSecrets: Bool
        /// Whether what staff tell each other goes with one user or ticket. With everything it always does.
        public var withNotes: Bool
        public var language: TranscriptLanguage

        public init(
            scope: RecordScope = .everything, withSecrets: Bool = false, withNotes: Bool = false,
            language: TranscriptLanguage = .english
        ) {
            self.scope = scope
            self.withSecrets = withSecrets
            self.withNotes = withNotes
            self.language = language
        }
    }

    /// How often it begins anew because a file was removed after the database was copied.
    private static let attempts = 5

    /// Writes what a data folder holds, even while a server runs on it. The folder appears only when it is complete.
    ///
    /// - Parameters:
    ///   - data: The data folder, in which nothing is changed.
    ///   - version: The version of the program.
    public func write(
        _ request: Request, of data: String, version: String, now: Timestamp = .now(),
        progress: (BackupFolder.Progress) -> Void = { _ in }
    ) throws -> ExportManifest {
        guard let summary = try StoreSummary(folder: data) else { throw BackupError.noDatabase(data) }
        let (found, known) = (summary.schema, StoreSummary.knownSchema)
        guard found <= known else { throw BackupError.newerSchema(found: found, known: known) }
        guard found == known else { throw BackupError.olderSchema(found: found, known: known) }
        try makeWay(for: path)
        let draft = Self.draft(of: path)
        do {
            for _ in 1...Self.attempts {
                guard mkdir(draft, 0o700) == 0 else { throw BackupError.system(draft) }
                let job = ExportJob(request: request, data: data, draft: draft)
                if var manifest = try job.run(progress) {
                    (manifest.version, manifest.madeAt) = (version, now.description)
                    try Backup.write(manifest.json, to: draft + "/manifest.json")
                    // So many small files are flushed faster all at once.
                    Glibc.sync()
                    guard rename(draft, path) == 0 else { throw BackupError.system(path) }
                    return manifest
                }
                removeTree(draft)
            }
        } catch {
            removeTree(draft)
            throw error
        }
        throw BackupError.filesKeepVanishing(data)
    }
}
