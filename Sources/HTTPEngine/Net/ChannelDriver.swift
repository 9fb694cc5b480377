/// A protocol spoken over a ``Channel``: HTTP/1.1, or what an upgrade turned the connection into. Every call comes on
/// the channel's loop.
public protocol ChannelDriver: AnyObject {
    /// Takes bytes from the front of `input` and returns how many. What is left comes again with what follows it, or
    /// after ``Channel/resumeReading()`` if the driver has paused reading; that calls this even if nothing is left.
    func received(_ input: RawSpan) -> Int
    /// The peer has closed its sending side. Bytes it sent before may still be to come.
    func peerClosed()
    /// Everything the peer sent has been received, and nothing will follow.
    func inputEnded()
    /// The output queue, which the peer had not taken at once, is empty again.
    func drained()
    /// The deadline has passed.
    func timedOut()
    /// The server is stopping: end in an orderly way.
    func shutDown()
    /// Since when it waits for the peer to ask for something, in nanoseconds of the loop's clock; nil if it does not, or
    /// if the connection is worth keeping while it is silent.
    var idleSince: UInt64? { get }
    /// What of the peer's is under way, beside what is queued for it.
    var unfinished: Unfinished? { get }
    /// The connection is closed. The last call.
    func closed()
}

/// What may be under way on a connection that is given up.
public enum Unfinished: String, Sendable, Hashable, CaseIterable {
    case requestBeingReceived = "requests still arriving"
    case requestBeingAnswered = "requests being answered"
    case answerBeingSent = "answers not taken"
    case liveChannel = "live channels"
}
