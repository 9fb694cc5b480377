import Crypto

/// What somebody posts in a group to show that it is the one to connect.
///
/// In Crockford's Base32 (https://www.crockford.com/base32.html), which no one can misread: O is 0, and I and L are 1.
struct ConnectCode: Equatable {
    /// 40 bits: a stranger who adds the bot to a group of his own has ten minutes to guess.
    static let length = 8
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    let text: String

    /// - Parameter bytes: Random ones; five bits of each of the first ``length`` are used.
    init(_ bytes: [UInt8] = randomBytes(Self.length)) {
        text = String(bytes.prefix(Self.length).map { Self.alphabet[Int($0 & 31)] })
    }

    /// What is to be posted. A command reaches also a bot that sees nothing else.
    var command: String { "/connect \(text)" }

    /// Whether a post is the code, alone or behind the command, however it is written.
    func isIn(_ post: String) -> Bool {
        var words = post.split(whereSeparator: \.isWhitespace)
        if let first = words.first?.lowercased(), first == "/connect" || first.hasPrefix("/connect@") {
            words.removeFirst()
        }
        return words.count == 1 && words.first.map(Self.normal) == text
    }

    private static func normal(_ word: Substring) -> String {
        String(
            word.uppercased().compactMap { letter -> Character? in
                switch letter {
                case "-": nil
                case "O": "0"
                case "I", "L": "1"
                default: letter
                }
            })
    }
}
