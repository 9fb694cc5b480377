import FoundationEssentials

/// The folder in which Git keeps what it knows of a working copy. Read as files, so that building needs no Git.
struct GitFolder {
    let path: String

    /// The name of the commit that is checked out. Nil if there is none, or if Git keeps it in a way of its own.
    var head: String? {
        guard let head = Self.firstLine(of: path + "/HEAD") else { return nil }
        guard let branch = head.dropping(prefix: "ref: ") else { return Self.commitName(head) }
        // A worktree has a folder for itself, and its branches where the others are.
        let folders = [path] + [shared].compactMap(\.self)
        return folders.lazy.compactMap { Self.commit(inFirstLineOf: $0 + "/" + branch) }.first
            ?? folders.lazy.compactMap { Self.packed(branch, in: $0 + "/packed-refs") }.first
    }

    private var shared: String? {
        Self.firstLine(of: path + "/commondir").map { $0.hasPrefix("/") ? $0 : path + "/" + $0 }
    }

    /// The name of a commit that a file consists of; nil if there is no such file, or it begins with something else.
    static func commit(inFirstLineOf path: String) -> String? { firstLine(of: path).flatMap(commitName) }

    /// A branch in Git's list of those that have no file of their own: lines of a commit, a space, and a name.
    private static func packed(_ branch: String, in path: String) -> String? {
        guard let list = text(of: path) else { return nil }
        let line = list.split(separator: "\n").first { $0.hasSuffix(" " + branch) }
        return line.flatMap { commitName(String($0.dropLast(branch.count + 1))) }
    }

    /// The text if it is the name of a commit, by SHA-1 or by SHA-256.
    private static func commitName(_ text: String) -> String? {
        let isName = [40, 64].contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
        return isName ? text : nil
    }

    private static func firstLine(of path: String) -> String? {
        text(of: path)?.split(separator: "\n").first.map(String.init)
    }

    private static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension String {
    /// What follows the prefix; nil if the text does not begin with it.
    fileprivate func dropping(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
