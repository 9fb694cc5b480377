/// Why a file was not downloaded. No text in it contains the token.
public enum DownloadError: Error, Equatable, Sendable {
    /// The file has more bytes than allowed.
    case tooBig(limit: Int)
    /// The file can't be had: it is gone, or its path names nothing that may be read. Calling `getFile` again may help,
    /// because an address is valid for an hour.
    case unavailable(String)
    /// The connection failed, or something else came than the file; another attempt may succeed.
    case unreachable(String)
    /// The destination can't be written.
    case notStored(String)
    case cancelled
}
