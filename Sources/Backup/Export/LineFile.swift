import Crypto
import Glibc

/// Writes a file of lines and counts them, with a buffer in between.
struct LineWriter: ~Copyable {
    /// Bytes that are written at once.
    private static let piece = 64 << 10

    private let file: NewFile
    private var buffer: [UInt8] = []
    private var digest = SHA256Digest()
    private var count = 0

    init(_ path: String) throws(BackupError) { file = try NewFile(path) }

    /// - Parameter line: with its end.
    mutating func write(_ line: [UInt8]) throws(BackupError) {
        count += 1
        buffer.append(contentsOf: line)
        if buffer.count >= Self.piece { try drain() }
    }

    /// Flushes it to the disk.
    consuming func finish() throws(BackupError) -> (count: Int, sha256: String) {
        try drain()
        try file.flush()
        return (count, hexadecimal(digest.finish()))
    }

    private mutating func drain() throws(BackupError) {
        digest.update(buffer)
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Reads a file of lines, holding one line and a piece in memory.
struct LineReader: ~Copyable {
    /// Bytes that are read at once.
    private static let piece = 64 << 10
    /// The most bytes of a line. Telegram's largest update is 1 MiB, and twice that in hexadecimal digits.
    static let longestLine = 8 << 20

    private let name: String
    private let file: OldFile
    private var buffer: [UInt8] = []
    /// How much of the buffer has been given out.
    private var taken = 0
    private var isAtEnd = false
    private var digest = SHA256Digest()
    private(set) var count = 0

    /// - Parameter name: What the file is called in errors.
    init(_ path: String, named name: String) throws(BackupError) {
        self.name = name
        file = try OldFile(path)
    }

    /// The next line without its end; nil after the last one.
    mutating func next() throws(BackupError) -> [UInt8]? {
        var searched = taken
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { taken = end + 1 }
                count += 1
                return Array(buffer[taken..<end])
            }
            buffer.removeFirst(taken)
            (taken, searched) = (0, buffer.count)
            guard !isAtEnd else {
                guard buffer.isEmpty else { throw .wrongLine(name, count + 1, "it has no end") }
                return nil
            }
            guard buffer.count <= Self.longestLine else { throw .wrongLine(name, count + 1, "it is too long") }
            let piece = try file.read(Self.piece)
            isAtEnd = piece.isEmpty
            digest.update(piece)
            buffer.append(contentsOf: piece)
        }
    }

    /// The SHA-256 of all that was read, in hexadecimal digits.
    consuming func finish() -> String { hexadecimal(digest.finish()) }
}

/// A file that is read from its beginning. Closed at the end of its scope.
private struct OldFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(BackupError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path) }
    }

    deinit { close(descriptor) }

    /// The next bytes; none at the end.
    func read(_ limit: Int) throws(BackupError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = Glibc.read(descriptor, &bytes, limit)
        guard count >= 0 else { throw .system(path) }
        return Array(bytes.prefix(count))
    }
}
