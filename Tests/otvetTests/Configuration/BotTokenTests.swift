import Testing

@testable import otvet

@Suite struct BotTokenTests {
    @Test func token_knowsItsBot_andIsShownWithoutItsSecret() throws {
        let token = try #require(BotToken("7000000001:AAF-secret_secret_secret"))
        #expect(token.botID == 7_000_000_001)
        #expect(!"\(token)".contains("secret"))
    }

    @Test(arguments: [
        "", "7000000001", "7000000001:", "7000000001:short", ":AAAAAAAAAAAAAAAAAAAAAAAA", "0:AAAAAAAAAAAAAAAAAAAAAAAA",
        "7:AAAAAAAAAAAA AAAAAAAAAAAA", "7:AAAAAAAAAAAA:AAAAAAAAAAAA", "7:ААААААААААААААААААААААААА",
    ])
    func token_isRefused(text: String) {
        #expect(BotToken(text) == nil)
    }
}
