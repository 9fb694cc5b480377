import Crypto
public import Domain

/// The codes that an authenticator app shows (RFC 6238): six digits by HMAC-SHA-1, a new code every 30
/// seconds. Every app supports this form.
public enum OneTimePassword {
    /// RFC 4226 §4 asks for 160 bits.
    public static let secretLength = 20
    private static let period: Int64 = 30_000

    /// The code for a time step.
    public static func code(secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let digest = hmacSHA1(counter, key: secret)
        let offset = Int((digest.last ?? 0) & 15)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    public static func step(at time: Timestamp) -> Int64 { time.milliseconds / period }

    /// The time step of a code: the present one or one of its neighbours, because clocks differ. It must be newer than
    /// `last`, because a code is valid once. Nil if the code belongs to no such step.
    public static func step(of code: String, secret: [UInt8], at time: Timestamp, after last: Int64) -> Int64? {
        let present = step(at: time)
        let typed = code.utf8.filter { $0 != UInt8(ascii: " ") }
        return (present - 1...present + 1).first { step in
            step > last && constantTimeEqual(Self.code(secret: secret, step: step).utf8, typed)
        }
    }

    /// The address that an app reads from a QR code. https://github.com/google/google-authenticator/wiki/Key-Uri-Format
    public static func address(secret: [UInt8], account: String) -> String {
        "otpauth://totp/Otvet:\(percentEncoded(account))?secret=\(base32(secret))&issuer=Otvet"
            + "&algorithm=SHA1&digits=6&period=30"
    }

    /// Escapes everything but unreserved characters (RFC 3986 §2.3).
    private static func percentEncoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
