/// A protocol spoken over a ``Channel``: HTTP/1.1, or what an upgrade turned the connection into. Every call comes on
/// the channel's loop.
public protocol ChannelDriver: AnyObject {
    /// Takes bytes from the front of `input` and returns how many. What is left comes again with what follows it, or
    /// after ``Channel/resumeReading()`` if the driver has paused reading.
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
    /// The connection is closed. The last call.
    func closed()
}
