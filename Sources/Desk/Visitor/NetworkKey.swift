import Crypto

extension Desk {
    /// A number for a client's network, by which its fair share of calls to Telegram is counted. It is stable within
    /// this data folder and does not reveal the address. Nil, and never computed, if nothing goes to Telegram.
    public func networkKey(of network: @autoclosure () -> String) -> Int64? {
        guard isMirrored else { return nil }
        return hmacSHA256(Array("network \(network())".utf8), key: linkKey).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
