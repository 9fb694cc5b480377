import Crypto

/// A new file name for content with this hash.
func contentName(_ hash: [UInt8]) -> String {
    let digits = hex(hash)
    return "\(digits.prefix(2))/\(digits.dropFirst(2))-\(hex(randomBytes(8)))"
}

/// Whether `name` has the form that `contentName` gives. It consists of hex digits, so it can't lead out of the folder.
func isContentName(_ name: String) -> Bool {
    guard name.utf8.count == 82 else { return false }
    return name.utf8.enumerated().allSatisfy { offset, letter in
        switch offset {
        case 2: letter == UInt8(ascii: "/")
        case 65: letter == UInt8(ascii: "-")
        default: hexDigits.contains(letter)
        }
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)

func hex(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] }, as: UTF8.self)
}
