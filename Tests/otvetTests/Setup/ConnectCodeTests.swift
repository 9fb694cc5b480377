import Testing

@testable import otvet

@Suite struct ConnectCodeTests {
    @Test func code_isEightLetters_thatNobodyMisreads() {
        let codes = (0..<200).map { _ in ConnectCode().text }
        #expect(Set(codes).count == 200)
        #expect(codes.allSatisfy { $0.count == 8 && !$0.contains { "ILOUilou".contains($0) } })
        #expect(ConnectCode([0, 31, 32, 255, 1, 10, 17, 18]).text == "0Z0Z1AHJ")
    }

    @Test(arguments: [
        "0Z0Z1AHJ", "/connect 0Z0Z1AHJ", "  /connect   0z0z1ahj\n", "/connect@desk_bot 0Z0Z1AHJ", "/CONNECT OzOzIahj",
        "0Z0Z-1AHJ", "ozozlahj",
    ])
    func code_isFound_howeverItIsWritten(post: String) {
        #expect(ConnectCode([0, 31, 32, 255, 1, 10, 17, 18]).isIn(post))
    }

    @Test(arguments: [
        "", "/connect", "0Z0Z1AH", "0Z0Z1AHJJ", "the code is 0Z0Z1AHJ", "/connect 0Z0Z1AHK", "/start 0Z0Z1AHJ",
        "/connected 0Z0Z1AHJ", "/connect 0Z0Z1AHJ please",
    ])
    func code_isNotFound_inOtherPosts(post: String) {
        #expect(!ConnectCode([0, 31, 32, 255, 1, 10, 17, 18]).isIn(post))
    }
}
