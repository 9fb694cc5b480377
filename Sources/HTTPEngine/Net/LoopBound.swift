/// Carries a value that belongs to a loop through code that must be Sendable.
///
/// Unchecked: the value is reached only through ``value``, which traps on any thread but the loop's.
public struct LoopBound<Value>: @unchecked Sendable {
    public let loop: EventLoop
    private let wrapped: Value

    public init(_ value: Value, loop: EventLoop) {
        self.loop = loop
        wrapped = value
    }

    public var value: Value {
        precondition(loop.isCurrent, "a value of an event loop was used elsewhere")
        return wrapped
    }
}
