import Domain
import Telegram

/// Which files are fetched at present, and which wait after a failure. Pure: the time is a parameter.
///
/// A file that fails or hangs holds up no other file. Each has a back-off of its own, and files that have failed before,
/// or that last long, take only some of the places.
struct FetchPlan {
    typealias Instant = ContinuousClock.Instant

    /// The most files fetched at once: few enough to leave bandwidth for posts.
    static let places = 4
    /// The most of them that have failed before, or that last longer than ``patience``.
    static let placesOfDoubtful = 2
    /// The most files under way: those that have failed or last long make room for others, within this bound.
    static let most = 8
    /// How long most files take at most, with Telegram's own preparation of them.
    static let patience = Duration.seconds(10)
    /// After this many failures a file is given up: with the back-off, that takes over three quarters of an hour.
    static let attempts = 12
    /// After Telegram has said this often that a file can't be had, it is believed.
    static let refusals = 5

    private struct Rest {
        var backoff: Backoff
        var failures = 0
        var refusals = 0
        var end: Instant
    }

    private let backoff: Backoff
    private var cooldowns: [AttachmentID: Rest] = [:]
    private struct Fetch {
        let hasFailed: Bool
        let began: Instant
    }

    /// The files that are being fetched.
    private var underWay: [AttachmentID: Fetch] = [:]
    /// After a failure of Telegram, the network or the disk, no file is fetched before `end`.
    private var pause: (backoff: Backoff, end: Instant?)

    /// - Parameter backoff: The back-off of one file, and of all together.
    init(backoff: Backoff) {
        self.backoff = backoff
        pause = (backoff, nil)
    }

    /// Whether a fetch may begin.
    func hasPlace(at now: Instant) -> Bool {
        let doubtful = doubtful(at: now)
        let taken = underWay.count - doubtful + min(doubtful, Self.placesOfDoubtful)
        return taken < Self.places && underWay.count < Self.most && (pause.end.map { $0 <= now } ?? true)
    }

    /// How many of the files under way have failed before or last long.
    private func doubtful(at now: Instant) -> Int {
        underWay.values.count { $0.hasFailed || $0.began + Self.patience <= now }
    }

    /// Takes a place for the file, if it may be fetched at `now`.
    mutating func begin(_ file: AttachmentID, at now: Instant) -> Bool {
        guard hasPlace(at: now), underWay[file] == nil else { return false }
        let rest = cooldowns[file]
        if let rest {
            guard rest.end <= now, doubtful(at: now) < Self.placesOfDoubtful else { return false }
        }
        underWay[file] = Fetch(hasFailed: rest != nil, began: now)
        return true
    }

    /// Notes that a file has arrived, or will never arrive.
    mutating func ended(_ file: AttachmentID) {
        underWay[file] = nil
        cooldowns[file] = nil
        pause = (backoff, nil)
    }

    /// Notes a failure that is not this file's own: no file can be fetched at present.
    mutating func paused(_ file: AttachmentID, at now: Instant, for wait: Duration? = nil) {
        underWay[file] = nil
        // Several fetches that fail together count as one failure.
        if let end = pause.end, end > now { return }
        pause.end = now + (wait ?? pause.backoff.failed())
    }

    /// Notes that this file could not be had. Returns whether it is to be given up.
    ///
    /// - Parameter isRefusal: Whether Telegram itself refused it.
    mutating func failed(_ file: AttachmentID, isRefusal: Bool, at now: Instant) -> Bool {
        underWay[file] = nil
        var rest = cooldowns[file] ?? Rest(backoff: backoff, end: now)
        rest.failures += 1
        if isRefusal { rest.refusals += 1 }
        rest.end = now + rest.backoff.failed()
        cooldowns[file] = rest
        return rest.failures >= Self.attempts || rest.refusals >= Self.refusals
    }

    /// How long until a fetch may begin that has to wait; nil if only the end of another one can change that.
    func wait(at now: Instant) -> Duration? {
        let ends =
            cooldowns.filter { underWay[$0.key] == nil }.map(\.value.end) + [pause.end].compactMap(\.self)
            + underWay.values.map { $0.began + Self.patience }
        return ends.filter { $0 > now }.min().map { now.duration(to: $0) }
    }

    /// Forgets files that are not needed any more because their messages are gone.
    mutating func keep(_ isAwaited: (AttachmentID) -> Bool) {
        cooldowns = cooldowns.filter { isAwaited($0.key) }
    }
}
