import Glibc

extension BotClient {
    /// The bytes that the public Bot API gives out (20 MiB).
    public static let downloadLimit = 20 << 20

    /// How long Telegram may take until it has a file of `size` bytes ready: it fetches it from another of its data
    /// centres first, hardly ever with less than 256 KiB a second.
    public static func patience(forFileOf size: Int?) -> Duration {
        .seconds(15 + (size.map { min($0, downloadLimit) } ?? downloadLimit) >> 18)
    }

    /// Asks where a file can be had. Telegram answers when it has it ready, which can take a while.
    ///
    /// - Throws: ``TelegramError/fileTooBig`` over 20 MiB, unless the server is one's own and local.
    public func getFile(_ id: String, timeout: Duration = .seconds(90)) async throws(TelegramError) -> RemoteFile {
        try await call("getFile", ["file_id": .string(id)], timeout: timeout)
    }

    /// Fetches a file to a new one at `path`. If that fails there is none.
    ///
    /// - Parameters:
    ///   - path: Where nothing is yet.
    ///   - limit: The bytes to accept, whatever the file claims.
    /// - Returns: How many bytes it has.
    @discardableResult
    public func download(
        _ file: RemoteFile, to path: String, limit: Int = BotClient.downloadLimit
    ) async throws(DownloadError) -> Int {
        if let size = file.size, size > limit { throw .tooBig(limit: limit) }
        guard let source = file.path.flatMap({ FileSource(filePath: $0, folder: filesFolder) }) else {
            throw .unavailable("Telegram named no path that may be read")
        }
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .notStored(String(cString: strerror(errno))) }
        defer { close(output) }
        do throws(DownloadError) {
            switch source {
            case .disk(let source): return try await copy(source, to: output, limit: limit)
            case .web(let source):
                let size = file.size.map(Int.init(clamping:)) ?? limit
                return try await fetch(source, to: output, limit: limit, within: Self.time(for: size))
            }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// A line of 512 kbit/s is slow.
    private static func time(for size: Int) -> Duration { .seconds(30 + size >> 16) }

    private func fetch(
        _ source: String, to output: Int32, limit: Int, within time: Duration
    ) async throws(DownloadError) -> Int {
        var request = CurlRequest(url: files + source)
        request.output = output
        request.responseLimit = limit
        request.timeout = time
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

    /// Copies a file that the server of one's own left on this disk; concurrent, because that may take a while.
    @concurrent private func copy(_ source: String, to output: Int32, limit: Int) async throws(DownloadError) -> Int {
        // Links are followed to their end first: one in the folder must not lead out of it.
        guard let folder = filesFolder.flatMap(Self.resolved), let target = Self.resolved(source),
            case .disk = FileSource(filePath: target, folder: folder)
        else { throw .unavailable("the file is not in the folder of the Bot API server") }
        // Non-blocking, or a pipe without a writer would hold up the caller before it is found not to be a file.
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
