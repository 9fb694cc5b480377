import Foundation
import TestSupport
import Testing

@testable import EmbedTool

private let (old, new) = (String(repeating: "0a", count: 20), String(repeating: "1b", count: 20))

@Suite struct GitFolderTests {
    private let folder = TemporaryFolder()

    /// Writes files below the folder, by their paths.
    private func write(_ files: [String: String]) throws {
        for (name, text) in files {
            let path = folder.path + "/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    @Test(
        arguments: [
            (["HEAD": new + "\n"], new),
            (["HEAD": "ref: refs/heads/main\n", "refs/heads/main": new + "\n"], new),
            (["HEAD": "ref: refs/heads/a/b\n", "packed-refs": "# pack-refs\n\(new) refs/heads/a/b\n"], new),
            (
                [
                    "HEAD": "ref: refs/heads/main\n", "refs/heads/main": new + "\n",
                    "packed-refs": "\(old) refs/heads/main\n",
                ], new
            ),
            (
                ["HEAD": "ref: refs/heads/main\n", "packed-refs": "\(old) refs/heads/x/refs/heads/main\n"], nil
            ),
            (["HEAD": "ref: refs/heads/main\n"], nil), (["HEAD": "ref: refs/heads/.invalid\n"], nil),
            (["HEAD": "nonsense\n"], nil), (["HEAD": ""], nil), ([:], nil),
        ] as [([String: String], String?)])
    func head_isFoundWhereGitKeepsIt(files: [String: String], commit: String?) throws {
        try write(files)
        #expect(GitFolder(path: folder.path).head == commit)
    }

    @Test func worktree_hasItsOwnHead_andTheBranchesOfAll() throws {
        try write([
            "HEAD": "ref: refs/heads/main\n", "refs/heads/main": old + "\n",
            "packed-refs": "\(new) refs/heads/side\n",
            "worktrees/side/HEAD": "ref: refs/heads/side\n", "worktrees/side/commondir": "../..\n",
        ])
        #expect(GitFolder(path: folder.path + "/worktrees/side").head == new)
    }

    @Test(
        arguments: [
            (["HEAD": new], old + "\n", "1b1b1b1b1b1b"), ([:], old + "\n", "0a0a0a0a0a0a"),
            ([:], "$Format:%H$\n", "unknown"), ([:], nil, "unknown"),
        ] as [([String: String], String?, String)])
    func revision_isTheWorkingCopys_orTheArchives_orUnknown(
        git: [String: String], archive: String?, commit: String
    ) throws {
        try write(git)
        try write(archive.map { ["archive.txt": $0] } ?? [:])
        let file = RevisionFile(git: folder.path, archive: folder.path + "/archive.txt")
        #expect(file.commit == commit)
        try file.write(to: folder.path)
        let source = try String(contentsOfFile: folder.path + "/revision.c", encoding: .utf8)
        #expect(source.contains("return \"\(commit)\";"))
    }
}
