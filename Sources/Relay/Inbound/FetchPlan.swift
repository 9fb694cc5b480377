import Domain
import Telegram

/// Which files are fetched now, and which rest. Pure: times are given.
///
/// A file that fails holds up no other: each has a back-off of its own, and those that have failed before take no more than
/// some of the places.
struct FetchPlan {
    typealias Instant = ContinuousClock.Instant

    /// Files under way at once: as many as leave the posts a part of the line.
    static let places = 4
    /// Those of them that files may take which have failed before.
    static let placesOfFailed = 2
    /// How often a file may fail before it is given up: with the back-off, over three quarters of an hour.
    static let attempts = 12
    /// How often Telegram may say that a file can't be had before it is believed.
    static let refusals = 5

    private struct Rest {
        var backoff: Backoff
        var failures = 0
        var refusals = 0
        var end: Instant
    }

    private let backoff: Backoff
    private var cooldowns: [AttachmentID: Rest] = [:]
    /// Whether each has failed before.
    private var underWay: [AttachmentID: Bool] = [:]
    /// Telegram or the disk is away, whichever file is asked for.
    private var pause: (backoff: Backoff, end: Instant?)

    /// - Parameter backoff: Of one file, and of all together.
    init(backoff: Backoff) {
        self.backoff = backoff
        pause = (backoff, nil)
    }

    /// Whether anything may begin.
    func hasPlace(at now: Instant) -> Bool {
        underWay.count < Self.places && (pause.end.map { $0 <= now } ?? true)
    }

    /// Takes a place for the file if it may be fetched now.
    mutating func begin(_ file: AttachmentID, at now: Instant) -> Bool {
        guard hasPlace(at: now), underWay[file] == nil else { return false }
        let rest = cooldowns[file]
        if let rest {
            guard rest.end <= now, underWay.values.count(where: \.self) < Self.placesOfFailed else { return false }
        }
        underWay[file] = rest != nil
        return true
    }

    /// It is here, or will never be.
    mutating func ended(_ file: AttachmentID) {
        underWay[file] = nil
        cooldowns[file] = nil
        pause = (backoff, nil)
    }

    /// Nothing can be had now, this file no less than others.
    mutating func paused(_ file: AttachmentID, at now: Instant, for wait: Duration? = nil) {
        underWay[file] = nil
        // Several that fail together are one failure.
        if let end = pause.end, end > now { return }
        pause.end = now + (wait ?? pause.backoff.failed())
    }

    /// This file could not be had. Returns whether it has had its tries.
    ///
    /// - Parameter isRefusal: Whether Telegram said so itself.
    mutating func failed(_ file: AttachmentID, isRefusal: Bool, at now: Instant) -> Bool {
        underWay[file] = nil
        var rest = cooldowns[file] ?? Rest(backoff: backoff, end: now)
        rest.failures += 1
        if isRefusal { rest.refusals += 1 }
        rest.end = now + rest.backoff.failed()
        cooldowns[file] = rest
        return rest.failures >= Self.attempts || rest.refusals >= Self.refusals
    }

    /// How long until something may begin that may not now; nil if nothing cooldowns.
    func wait(at now: Instant) -> Duration? {
        let ends = cooldowns.filter { underWay[$0.key] == nil }.map(\.value.end) + [pause.end].compactMap(\.self)
        return ends.filter { $0 > now }.min().map { now.duration(to: $0) }
    }

    /// Forgets files that are not waited for any more, as their messages have gone.
    mutating func keep(_ isAwaited: (AttachmentID) -> Bool) {
        cooldowns = cooldowns.filter { isAwaited($0.key) }
    }
}
