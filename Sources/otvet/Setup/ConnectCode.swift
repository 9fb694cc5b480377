import Crypto

/// The code that somebody posts in a group to show that it is the one to connect.
///
/// In Crockford's Base32 (https://www.crockford.com/base32.html), which can't be
/// misread: O means 0, and I and L mean 1.
struct ConnectCode: Equatable {
    /// 40 bits. A stranger who adds the bot to a group of their own has ten minutes to guess.
    static let length = 8
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    let text: String

    /// - Parameter bytes: Random bytes. Five bits of each of the first ``length`` are used.
    init(_ bytes: [UInt8] = randomBytes(Self.length)) {
        text = String(bytes.prefix(Self.length).map { Self.alphabet[Int($0 & 31)] })
    }

    /// The post with the code. Bots get commands even if they see no other messages.
    var command: String { "/connect \(text)" }

    /// Whether a post is the code, alone or after the command, in any spelling.
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
