/// A protocol spoken over a ``Channel``: HTTP/1.1, or the protocol of an upgrade. All calls come on the channel's loop.
public protocol ChannelDriver: AnyObject {
    /// Takes bytes from the front of `input` and returns how many. The rest is given again together with
    /// what follows it, or after ``Channel/resumeReading()`` if the driver has paused reading. That call
    /// leads here even if no bytes are left.
    func received(_ input: RawSpan) -> Int
    /// The peer has closed its sending side. Bytes that it sent before may still arrive.
    func peerClosed()
    /// Everything that the peer sent has been received, and nothing follows.
    func inputEnded()
    /// The output queue is empty again, after the peer did not take everything at once.
    func drained()
    /// The deadline has passed.
    func timedOut()
    /// The server is stopping: the driver should end in an orderly way.
    func shutDown()
    /// Since when the connection waits for a request, in nanoseconds of the loop's clock. Nil if it does not wait, or
    /// if it is worth keeping while it is silent.
    var idleSince: UInt64? { get }
    /// What is under way for the peer, apart from queued output.
    var unfinished: Unfinished? { get }
    /// The peer speaks no TLS to a port that expects it. What is written goes out unencrypted, so it should say no more
    /// than that, and finish. This can only be a connection's first call.
    func missedTLS()
    /// The connection is closed. This is the last call.
    func closed()
}

extension ChannelDriver {
    /// For protocols that another one hands its connection to: by then the handshake is done.
    public func missedTLS() {}
}

/// What was under way on a connection when it was closed.
public enum Unfinished: String, Sendable, Hashable, CaseIterable {
    case requestBeingReceived = "requests still arriving"
    case requestBeingAnswered = "requests being answered"
    case answerBeingSent = "answers not taken"
    case liveChannel = "live channels"
}
