public import Domain

/// Joins what a client has missed and what happens meanwhile, without gap or repeat.
///
/// A pure state machine: it is given the frames of the hub and the answers of the store, and returns what may be sent.
public struct LiveFeed: Sendable {
    /// The most live frames that are kept while the store is read. With more, the client is told to reconnect, and its
    /// cursor brings it the rest. A catch-up takes milliseconds, so far fewer gather.
    public static let heldLimit = 1000

    private enum State {
        case catchingUp(held: [LiveFrame])
        case live
        case overflowed
    }

    private var state = State.catchingUp(held: [])
    private var cursor: Cursor

    public init(after cursor: Cursor) {
        self.cursor = cursor
    }

    /// The cursor from which a client that has received everything so far resumes.
    public var resumePoint: Cursor { cursor }

    public var hasOverflowed: Bool {
        if case .overflowed = state { true } else { false }
    }

    /// Takes a page of what was missed, and returns the events that are new to the client.
    public mutating func receive(missed page: EventPage) -> [Event] {
        receive(missed: page.events, upTo: page.cursor)
    }

    /// Takes missed events and the cursor at which they end, and returns the events that are new to the client.
    public mutating func receive<Change: Numbered>(missed events: [Change], upTo end: Cursor) -> [Change] {
        let fresh = events.filter { $0.cursor > cursor }
        cursor = max(cursor, end)
        return fresh
    }

    /// Everything missed has been received: returns the frames that came meanwhile and are new to the client.
    public mutating func goLive() -> [LiveFrame] {
        guard case .catchingUp(let held) = state else { return [] }
        state = .live
        return held.filter { admit($0) }
    }

    /// Takes a live frame, and returns whether it is to be sent at once.
    public mutating func receive(live frame: LiveFrame) -> Bool {
        switch state {
        case .live: return admit(frame)
        case .overflowed: return false
        case .catchingUp(var held):
            state = .overflowed  // releases the array, so that appending does not copy it
            guard held.count < Self.heldLimit else { return false }
            held.append(frame)
            state = .catchingUp(held: held)
            return false
        }
    }

    private mutating func admit(_ frame: LiveFrame) -> Bool {
        guard let frameCursor = frame.cursor else { return true }
        guard frameCursor > cursor else { return false }
        cursor = frameCursor
        return true
    }
}
