import Glibc

extension BotClient {
    /// The largest file that the public Bot API lets a bot download (20 MiB).
    public static let downloadLimit = 20 << 20

    /// How long Telegram may take to prepare a file of `size` bytes. It fetches the file from another of its data
    /// centres first, hardly ever with less than 256 KiB a second.
    public static func patience(forFileOf size: Int?) -> Duration {
        .seconds(15 + (size.map { min($0, downloadLimit) } ?? downloadLimit) >> 18)
    }

    /// Asks where a file can be downloaded. Telegram answers when the file is ready, which can take a while.
    ///
    /// - Throws: ``TelegramError/fileTooBig`` over 20 MiB, except with a local Bot API server of one's own.
    public func getFile(_ id: String, timeout: Duration = .seconds(90)) async throws(TelegramError) -> RemoteFile {
        try await call("getFile", ["file_id": .string(id)], timeout: timeout)
    }

    /// Downloads a file to a new file at `path`. If that fails, there is no file at `path`.
    ///
    /// - Parameters:
    ///   - size: How long the file is, if Telegram does not say it here.
    ///   - path: Must not exist yet.
    ///   - limit: The most bytes to accept, whatever size Telegram claims.
    /// - Returns: The size in bytes.
    @discardableResult
    public func download(
        _ file: RemoteFile, size: Int? = nil, to path: String, limit: Int = BotClient.downloadLimit
    ) async throws(DownloadError) -> Int {
        let size = file.size.map(Int.init(clamping:)) ?? size
        if let size, size > limit { throw .tooBig(limit: limit) }
        guard let source = file.path.flatMap({ FileSource(filePath: $0, folder: filesFolder) }) else {
            throw .unavailable("Telegram named no path that may be read")
        }
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .notStored(String(cString: strerror(errno))) }
        defer { close(output) }
        do throws(DownloadError) {
            let count =
                switch source {
                case .disk(let source): try await copy(source, to: output, limit: limit)
                case .web(let source):
                    try await fetch(source, to: output, limit: limit, within: Self.time(for: size ?? limit))
                }
            // A proxy may end early or give a page of its own, and a Bot API server of one's own may still be writing.
            guard count > 0 else { throw .unreachable("nothing came") }
            if let size, count != size { throw .unreachable("\(count) bytes came, of \(size)") }
            return count
        } catch {
            unlink(path)
            throw error
        }
    }

    /// The time for a slow line of 512 kbit/s, and 30 s more.
    static func time(for size: Int) -> Duration { .seconds(30 + size >> 16) }

    private func fetch(
        _ source: String, to output: Int32, limit: Int, within time: Duration
    ) async throws(DownloadError) -> Int {
        var request = CurlRequest(url: files + source)
        request.output = output
        request.responseLimit = limit
        request.timeout = time
        request.stallLimit = Self.stallLimit
        let status: Int
        do {
            status = try await session.perform(request).status
        } catch {
            switch error {
            case .notSent(let reason), .interrupted(let reason): throw .unreachable(redacted(reason))
            case .responseTooLarge(let limit): throw .tooBig(limit: limit)
            case .outputFailed(let code): throw .notStored(String(cString: strerror(code)))
            case .cancelled: throw .cancelled
            }
        }
        guard status == 200 else {
            throw status >= 500 || status == 429 ? .unreachable("status \(status)") : .unavailable("status \(status)")
        }
        return Int(lseek(output, 0, SEEK_CUR))
    }

    /// Copies a file that a Bot API server of one's own has left on this disk. Concurrent, because it may take a while.
    @concurrent private func copy(_ source: String, to output: Int32, limit: Int) async throws(DownloadError) -> Int {
        // Symbolic links are resolved first: one in the folder must not lead out of it.
        guard let folder = filesFolder.flatMap(Self.resolved), let target = Self.resolved(source),
            case .disk = FileSource(filePath: target, folder: folder)
        else { throw .unavailable("the file is not in the folder of the Bot API server") }
        // Non-blocking: opening a pipe without a writer would block before it turns out not to be a file.
        let input = open(target, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard input >= 0 else { throw .unavailable(String(cString: strerror(errno))) }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unavailable("no file") }
        var total = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unavailable(String(cString: strerror(errno))) }
            if count == 0 { return total }
            guard count <= limit - total else { throw .tooBig(limit: limit) }
            let code = buffer.withUnsafeBytes { writeAll(UnsafeRawBufferPointer(rebasing: $0[..<count]), to: output) }
            if let code {
                throw .notStored(String(cString: strerror(code)))
            }
            total += count
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}
