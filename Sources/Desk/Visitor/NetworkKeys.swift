import Crypto
import Synchronization

/// Numbers for clients' networks, by which their fair shares of calls to Telegram are counted.
final class NetworkKeys: Sendable {
    /// Networks whose numbers are kept at a time: to compute one costs more than anything else a message does before it is
    /// stored. Past it all are computed anew.
    private static let limit = 4096

    private let key: [UInt8]
    private let known = Mutex<[String: Int64]>([:])

    init(key: [UInt8]) { self.key = key }

    func number(of network: String) -> Int64 {
        known.withLock { known in
            if let number = known[network] { return number }
            let digest = hmacSHA256(Array("network \(network)".utf8), key: key)
            let number = digest.prefix(8).reduce(0 as Int64) { $0 << 8 | Int64($1) }
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[network] = number
            return number
        }
    }
}

extension Desk {
    /// A number for a client's network. It is stable within this data folder and does not reveal the address. Nil, and never
    /// computed, if nothing goes to Telegram.
    public func networkKey(of network: @autoclosure () -> String) -> Int64? {
        isMirrored ? networkKeys.number(of: network()) : nil
    }
}
