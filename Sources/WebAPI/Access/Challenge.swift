import Crypto
import HTTPEngine

/// A proof of work for a browser: it has to find a number that makes the hash of the challenge begin with
/// many zero bits. That costs a visitor less than a second, once. Somebody who opens a hundred thousand
/// sessions pays with a day of computing.
///
/// The server remembers no challenge that it hands out. Each contains its expiry and its difficulty, under a seal that
/// also binds it to the client's network.
struct Challenge: Sendable, Equatable {
    /// Long enough for a slow phone.
    static let lifetime = Duration.seconds(120)

    /// What the browser gets: 25 bytes and a seal of 16, in base64url.
    let text: String
    /// The number of zero bits with which SHA-256 of `text`, a colon and the number must begin.
    let bits: Int
    /// Seconds since 1970.
    let expiresAt: Int64

    init(bits: Int, expiresAt: Int64, for network: IPNetwork, key: [UInt8]) {
        let payload = [UInt8(clamping: bits)] + withUnsafeBytes(of: expiresAt.bigEndian, Array.init) + randomBytes(16)
        text = base64URL(payload + Self.seal(payload, network, key))
        self.bits = bits
        self.expiresAt = expiresAt
    }

    /// Reads a challenge that a browser returns; nil if this program did not make it for this network.
    init?(_ text: String, from network: IPNetwork, key: [UInt8]) {
        guard text.utf8.count < 100, let bytes = base64URLDecode(text), bytes.count == 41 else { return nil }
        let payload = Array(bytes.prefix(25))
        guard constantTimeEqual(bytes.suffix(16), Self.seal(payload, network, key)) else { return nil }
        self.text = text
        bits = Int(payload[0])
        expiresAt = payload[1..<9].reduce(0) { $0 << 8 | Int64($1) }
    }

    private static func seal(_ payload: [UInt8], _ network: IPNetwork, _ key: [UInt8]) -> ArraySlice<UInt8> {
        hmacSHA256(payload + Array(network.description.utf8), key: key).prefix(16)
    }

    /// Whether `number` solves the challenge.
    func isMet(by number: String) -> Bool {
        guard 1...20 ~= number.utf8.count, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let hash = sha256("\(text):\(number)".utf8)
        let zeros = hash.prefix { $0 == 0 }.count
        let more = zeros < hash.count ? hash[zeros].leadingZeroBitCount : 0
        return zeros * 8 + more >= bits
    }
}

/// The refusal of a new visitor whose browser has to solve a challenge first.
struct ChallengeRequired: Error {
    let challenge: Challenge
}
