import Domain
import Glibc

/// The zones that this system knows: the files of the IANA database, which the package `tzdata` brings.
enum ZoneFolder {
    private static let path = "/usr/share/zoneinfo"

    /// Nil for a name that the system doesn't know.
    static func zone(_ name: String) -> ZoneRules? {
        guard ZoneRules.isName(name), let bytes = read(name, upTo: ZoneRules.largestFile) else { return nil }
        return ZoneRules(name: name, tzif: bytes)
    }

    /// The zones among which people choose: one for each place whose clocks have differed, in the order of their names.
    static func names() -> [String] {
        let table = read("zone.tab", upTo: 1 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let names = table.split(separator: "\n").compactMap { line -> String? in
            let columns = line.split(separator: "\t")
            return line.hasPrefix("#") || columns.count < 3 ? nil : String(columns[2])
        }
        return Array(Set(names + ["UTC"])).sorted()
    }

    /// The bytes of a regular file; nil if there is none, or it is larger.
    private static func read(_ name: String, upTo limit: Int) -> [UInt8]? {
        // A device or a pipe must not hold anybody up.
        let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, 0...limit ~= Int(status.st_size) else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
        return count == bytes.count ? bytes : nil
    }
}
