import Testing

@testable import HTTPEngine

@Suite struct BytesTests {
    static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    static let visible = String((0x21...0x7e).map { Character(Unicode.Scalar($0)) })

    static let sets: [(ASCIISet, String)] = [
        (.token, letters + "!#$%&'*+-.^_`|~"), (.hostName, letters + "-._~!$&'()*+,;="), (.digits, "0123456789"),
        (.address, "0123456789abcdefABCDEF:."), (.plainTarget, visible.filter { !"#%.?".contains($0) }),
    ]

    @Test(arguments: sets) func set_holdsItsCharacters_andNoOthers(_ set: ASCIISet, _ characters: String) {
        for byte in UInt8.min...UInt8.max { #expect(set.contains(byte) == characters.utf8.contains(byte)) }
    }

    /// The scans take eight bytes at a time: what stops them must be found at every place of a word.
    @Test func scans_stopAtTheFirstByte_whereverItStands() {
        for length in 0...40 {
            for byte in UInt8.min...UInt8.max {
                var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length) + [byte]
                bytes += [UInt8](repeating: 0xe9, count: 11)
                let span = bytes.span.bytes
                let end = span.endOfFieldValue(from: 0, to: bytes.count)
                #expect(end == (byte < 0x20 && byte != 9 || byte == 0x7f ? length : bytes.count))
                #expect(span.firstLineFeed(from: 0) == (byte == 10 ? length : nil))
            }
        }
    }
}
