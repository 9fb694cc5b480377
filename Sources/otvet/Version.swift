import CRevision
import Store

/// Which program this is.
enum Version {
    /// Raised with each release, which is tagged `v0.2.0` and so on, and has its entry in CHANGELOG.md.
    static let text = "0.2.0"
    /// The commit from which it is built; `unknown` if the build could not tell.
    static let commit = String(cString: crevision_commit())
    /// What `otvet --version` shows. The schema is the newest that it knows, to which it brings a database.
    static let line = "otvet \(text) (\(commit)), schema \(StoreSummary.knownSchema)"
}
