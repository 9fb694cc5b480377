/// From when until when a certificate is valid, in seconds since 1970.
public struct CertificateTerm: Sendable, Hashable {
    public let start: Int
    public let end: Int

    public enum State: Sendable, Hashable {
        case notYetValid
        /// With the whole days that are left.
        case valid(days: Int)
        case expired
    }

    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    public func state(at time: Int) -> State {
        if time < start { return .notYetValid }
        return time > end ? .expired : .valid(days: (end - time) / 86_400)
    }
}
