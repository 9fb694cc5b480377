import Backup
import Glibc

/// Shows progress on one line of a terminal. Nothing is shown if the output is not a terminal.
struct ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var shownAt: ContinuousClock.Instant?

    mutating func show(_ progress: BackupFolder.Progress) { show(Self.text(progress)) }

    /// Shown at most ten times a second, since a terminal is slower than a disk.
    mutating func show(_ text: String) {
        guard isShown else { return }
        let now = ContinuousClock.now
        guard shownAt.map({ $0 + .milliseconds(100) <= now }) ?? true else { return }
        shownAt = now
        write("\r\u{1B}[K" + text)
    }

    mutating func clear() {
        if shownAt != nil { write("\r\u{1B}[K") }
        shownAt = nil
    }

    static func text(_ progress: BackupFolder.Progress) -> String {
        switch progress {
        case .database(let part): "database: \(Int((part * 100).rounded(.down))) %"
        case .files(let done, let all): "files: \(done) of \(all)"
        case .verifying: "reading it again"
        case .lines(let count): "lines: \(count)"
        case .pages(let count): "pages: \(count)"
        }
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)  // if the terminal is gone, nobody needs the progress
    }
}

/// With one decimal: `0.3 MB`.
func inMegabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
}
