import Glibc

/// Calls `body` with each name in the directory at `path`, of which only one is in memory; none if it can't be read.
/// What `body` removes does no harm.
func forEachName(in path: String, _ body: (String) throws -> Void) rethrows {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
        // By its address: an entry may be shorter than its type says, and must not be copied.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
        let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
        if name != ".", name != ".." { try body(name) }
    }
}
