import Testing

@testable import Mail

@Suite struct MailAddressTests {
    @Test(
        arguments: [
            "a@b.example", "Anna.B+tag@Shop.Example", "o'neil@x.example", "x@localhost", "a@xn--e1afmkfd.example",
        ])
    func plainAddress_isTaken(text: String) { #expect(MailAddress(text) != nil) }

    @Test(
        arguments: [
            "", "@", "a@", "@b.example", "a b@c.example", "a@b@c.example", "a@b..example", ".a@b.example",
            "a.@b.example",
            "a@-b.example", "\"a b\"@c.example", "a@[127.0.0.1]", "a@b.example\r\nRCPT TO:<x@y.example>",
            "<a@b.example>",
            "анна@b.example", "a@почта.example", "a@b", "a,b@c.example", "a@b.example ",
            String(repeating: "a", count: 65) + "@b.example", "a@" + String(repeating: "b", count: 260) + ".example",
        ])
    func whatCouldEndACommand_orNoServerTakes_isNone(text: String) { #expect(MailAddress(text) == nil) }

    @Test func replyAddress_findsItsToken_inWhateverLetters() throws {
        let replies = try #require(ReplyAddress("Reply+*@shop.example"))
        let address = try #require(replies.address("12-abc"))
        #expect(address.text == "Reply+12-abc@shop.example")
        #expect(replies.token(in: address.text.uppercased()) == "12-abc")
        #expect(replies.token(in: "other@shop.example") == nil)
        #expect(replies.token(in: "reply+@shop.example") == nil)
    }

    @Test(arguments: ["reply@shop.example", "*", "**@x.example", "reply@*.example", "a b*@x.example"])
    func replyAddress_hasOnePlace(text: String) { #expect(ReplyAddress(text) == nil) }
}
