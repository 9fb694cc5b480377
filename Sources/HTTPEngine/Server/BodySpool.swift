import CLinux
import Dispatch
import Glibc

/// Writes a body to a file without a name while it arrives. It holds two chunks at most: one that is being written on
/// `disk`, and one that is being filled. It belongs to its loop.
final class BodySpool {
    private let loop: EventLoop
    private let directory: String
    private let floor: Int
    private let disk: DispatchQueue
    /// Called on the loop when a write has ended: there is room again, everything is written, or the write failed.
    private let onProgress: () -> Void
    private var filling: [UInt8] = []
    private var isWriting = false
    private var inWriting = 0
    private var isComplete = false
    private var file: OpenFile?
    private var written = 0
    private(set) var failure: FileError?

    /// Bytes of one write: large enough to be efficient, and small enough that a few hundred uploads fit in memory.
    private static let chunk = 128 * 1024

    /// - Parameter floor: Bytes of the disk that must stay free. A body that would take them fails.
    init(loop: EventLoop, directory: String, floor: Int, disk: DispatchQueue, onProgress: @escaping () -> Void) {
        self.loop = loop
        self.directory = directory
        self.floor = floor
        self.disk = disk
        self.onProgress = onProgress
    }

    /// Whether the disk lags: nothing should be appended until the next progress.
    var isFull: Bool { filling.count >= Self.chunk && isWriting }

    /// Bytes in memory.
    var held: Int { filling.count + inWriting }

    /// Whether everything appended so far is in the file.
    var isSettled: Bool { filling.isEmpty && !isWriting }

    func append(_ bytes: RawSpan) {
        guard failure == nil else { return }
        bytes.withUnsafeBytes { filling.append(contentsOf: $0) }
        if filling.count >= Self.chunk { writeOut() }
    }

    /// Writes what is left. Once it is ``isSettled``, ``result`` has the file.
    func finish() {
        isComplete = true
        writeOut()
    }

    /// The file, once it is complete; nil if nothing was appended.
    var result: SpooledFile? { file.map { SpooledFile($0, count: written) } }

    private func writeOut() {
        guard !isWriting, failure == nil, !filling.isEmpty else { return }
        isWriting = true
        let bytes = filling
        filling = []
        inWriting = bytes.count
        let spool = LoopBound(self, loop: loop)
        disk.async { [file, written, directory, floor, loop] in
            let result = Result { () throws(FileError) -> OpenFile in
                let file = if let file { file } else { try openUnnamed(in: directory) }
                // Checked each time: others may fill the disk meanwhile.
                guard hasRoom(for: bytes.count, above: floor, on: file) else { throw FileError(errno: ENOSPC) }
                try write(bytes, to: file, at: written)
                return file
            }
            loop.execute { spool.value.wrote(bytes.count, result) }
        }
    }

    private func wrote(_ count: Int, _ result: Result<OpenFile, FileError>) {
        isWriting = false
        inWriting = 0
        switch result {
        case .success(let file):
            self.file = file
            written += count
            if isComplete || filling.count >= Self.chunk { writeOut() }
        case .failure(let error):
            failure = error
            filling = []
        }
        onProgress()
    }
}

/// A file in `directory` without a name. On file systems without O_TMPFILE it is created
/// with one, which is removed at once.
private func openUnnamed(in directory: String) throws(FileError) -> OpenFile {
    let descriptor = clinux_open_unnamed(directory)
    if descriptor >= 0 { return OpenFile(owning: descriptor) }
    guard errno == EOPNOTSUPP || errno == EISDIR else { throw FileError(errno: errno) }
    var template = Array((directory + "/spool-XXXXXX").utf8CString)
    let named = mkstemp(&template)
    guard named >= 0 else { throw FileError(errno: errno) }
    _ = fcntl(named, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return OpenFile(owning: named)
}

/// If the system does not tell the free space, the answer is yes.
private func hasRoom(for count: Int, above floor: Int, on file: OpenFile) -> Bool {
    var status = statvfs()
    guard floor > 0, fstatvfs(file.descriptor, &status) == 0 else { return true }
    let (free, isHuge) = UInt(status.f_bavail).multipliedReportingOverflow(by: UInt(status.f_frsize))
    return isHuge || free >= UInt(floor) + UInt(count)
}

private func write(_ bytes: [UInt8], to file: OpenFile, at start: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
        let count = bytes.withUnsafeBytes {
            pwrite(file.descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done, start + done)
        }
        if count >= 0 { done += count } else if errno != EINTR { throw FileError(errno: errno) }
    }
}
