public import Domain

/// Puts what a client missed and what happens meanwhile into one line without gap or repeat.
///
/// A pure state machine: frames go in as the hub delivers them and as the store answers; what may be sent comes out.
public struct LiveFeed: Sendable {
    /// Live frames kept while the store is asked; more than this and the client is told to come back (its cursor
    /// brings it the rest). A catch-up takes milliseconds, so the bound is far above what can gather.
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

    /// Where a client that has received everything so far resumes.
    public var resumePoint: Cursor { cursor }

    public var hasOverflowed: Bool {
        if case .overflowed = state { true } else { false }
    }

    /// A page of what was missed: returns what of it is new to the client.
    public mutating func receive(missed page: EventPage) -> [Event] {
        receive(missed: page.events, upTo: page.cursor)
    }

    /// Events missed and where they end: returns what of them is new to the client.
    public mutating func receive<Change: Numbered>(missed events: [Change], upTo end: Cursor) -> [Change] {
        let fresh = events.filter { $0.cursor > cursor }
        cursor = max(cursor, end)
        return fresh
    }

    /// Everything missed has been received: returns the frames that came meanwhile and are not part of it.
    public mutating func goLive() -> [LiveFrame] {
        guard case .catchingUp(let held) = state else { return [] }
        state = .live
        return held.filter { admit($0) }
    }

    /// A live frame: returns whether it is to be sent now.
    public mutating func receive(live frame: LiveFrame) -> Bool {
        switch state {
        case .live: return admit(frame)
        case .overflowed: return false
        case .catchingUp(var held):
            state = .overflowed  // lets go of the array, so that appending does not copy it
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
