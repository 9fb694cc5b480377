import FoundationEssentials

/// `revision.c`: the commit that the program is built from.
struct RevisionFile {
    /// So many digits of a commit's name tell it from all others, in any repository of this size.
    static let digits = 12

    let commit: String

    /// - Parameters:
    ///   - git: The folder of Git, or a path that is not there.
    ///   - archive: A file in which `git archive` puts the name of the commit.
    init(git: String, archive: String) {
        let name = GitFolder(path: git).head ?? GitFolder.commit(inFirstLineOf: archive)
        commit = name.map { String($0.prefix(Self.digits)) } ?? "unknown"
    }

    func write(to output: String) throws {
        let source = """
            #include "CRevision.h"

            const char *crevision_commit(void) { return "\(commit)"; }

            """
        try Data(source.utf8).write(to: URL(filePath: output + "/revision.c"))
    }
}
