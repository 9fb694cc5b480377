import Glibc

/// Calls `body` with each name in the directory at `path`, holding one name in memory at a time. A directory that can't
/// be read counts as empty. `body` may remove the file.
public func forEachName(in path: String, _ body: (String) throws -> Void) rethrows {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
        // Read by its address: an entry may be shorter than its type, so it must not be copied.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
        let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
        if name != ".", name != ".." { try body(name) }
    }
}
