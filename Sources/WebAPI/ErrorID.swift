import Crypto

/// The number of one fault, which people can say on the phone: `K7Q2-9F`. They are shown it, and the log has it beside the
/// cause.
struct ErrorID: CustomStringConvertible {
    let text: String

    /// 30 random bits: no two faults that somebody asks about have the same.
    init() {
        let letters = crockford32(randomBytes(4))
        text = "\(letters.prefix(4))-\(letters.dropFirst(4).prefix(2))"
    }

    var description: String { text }
}
