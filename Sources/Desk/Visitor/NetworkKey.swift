import Crypto

extension Desk {
    /// What stands for a client's network where fair shares of Telegram are counted: the same for the same network and this
    /// data folder, and of no use to whoever wants to know the address. Nil, and no work, where nothing goes to Telegram.
    public func networkKey(of network: @autoclosure () -> String) -> Int64? {
        guard isMirrored else { return nil }
        return hmacSHA256(Array("network \(network())".utf8), key: linkKey).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
