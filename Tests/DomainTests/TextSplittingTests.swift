import Domain
import Testing

@Suite struct TextSplittingTests {
    @Test(
        arguments: [
            ("short", 10, ["short"]),
            ("", 10, []),
            ("one two three", 8, ["one two", "three"]),
            ("one two\nthree four", 12, ["one two", "three four"]),
            ("aaaa\n\nbb cc\ndd ee", 16, ["aaaa\n\nbb cc", "dd ee"]),
            ("aaaaaa\n\nbb\ncc dd", 12, ["aaaaaa", "bb\ncc dd"]),
            ("abcdefgh", 3, ["abc", "def", "gh"]),
            ("😀😀😀", 4, ["😀😀", "😀"]),
            ("a👩‍👩‍👧b", 9, ["a👩‍👩‍👧", "b"]),
        ] as [(String, Int, [String])])
    func split_cutsAtTheBestBreak(text: String, limit: Int, expected: [String]) {
        #expect(split(text, limit: limit) == expected)
    }

    @Test func split_keepsEveryWordInOrder_whateverTheLimit() {
        let text = (1...300).map { "слово\($0)" + ($0 % 17 == 0 ? "\n\n" : $0 % 5 == 0 ? "\n" : " ") }.joined()
        let words = text.split(whereSeparator: \.isWhitespace)
        for limit in [9, 10, 33, 100, 4096] {
            let pieces = split(text, limit: limit)
            #expect(pieces.allSatisfy { $0.utf16.count <= limit })
            #expect(pieces.flatMap { $0.split(whereSeparator: \.isWhitespace) } == words)
        }
    }

    @Test func split_cutsACharacterLongerThanThePiece_betweenScalars() {
        let monster = "e" + String(repeating: "\u{301}", count: 50)
        let pieces = split(monster, limit: 10)
        #expect(pieces.allSatisfy { $0.utf16.count <= 10 })
        #expect(pieces.joined().unicodeScalars.elementsEqual(monster.unicodeScalars))
    }
}
