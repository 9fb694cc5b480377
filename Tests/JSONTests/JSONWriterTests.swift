import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func writer_keepsOrderAndSeparatesMembers() {
        let json = JSONWriter.object { json in
            json.member("id", "7")
            json.object("user") { $0.member("name", "Анна") }
            json.array("tags") { tags in
                tags.string("a")
                tags.string("b")
                tags.object { $0.member("n", -1) }
            }
            json.array("none") { _ in }
            json.member("left_out", ifPresent: nil)
            json.null("topic")
            json.member("open", true)
            json.array("raw") { $0.raw(Array("{}".utf8)) }
        }
        let expected =
            #"{"id":"7","user":{"name":"Анна"},"tags":["a","b",{"n":-1}],"none":[],"topic":null,"open":true,"raw":[{}]}"#
        #expect(String(decoding: json, as: UTF8.self) == expected)
    }

    @Test(arguments: ["", "plain", "\"\\/", "\u{0}\u{1f}\n\r\t", "👩‍👩‍👧 é \u{2028}", "</script>"])
    func writer_andReaderAgreeOnEveryString(text: String) throws {
        let json = JSONWriter.object { $0.member("text", text) }
        var read: String?
        try JSONReader.object(json) { _, reader in read = try reader.string() }
        #expect(read == text)
    }
}
