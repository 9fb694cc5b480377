/// Why a file was not fetched. No text in it holds the token.
public enum DownloadError: Error, Equatable, Sendable {
    /// It has more bytes than are wanted.
    case tooBig(limit: Int)
    /// It can't be had as things are: gone, or its path names nothing that may be read. Asking with `getFile` again may
    /// help, as an address is good for an hour.
    case unavailable(String)
    /// The way there failed; another try may succeed.
    case unreachable(String)
    /// The place it was to go to can't be written.
    case notStored(String)
    case cancelled
}
