import JSON
import Testing

@Suite struct JSONReaderTests {
    func message(_ json: String) throws -> String? {
        var message: String?
        try JSONReader.object(Array(json.utf8)) { name, reader in
            switch name {
            case "message": message = try reader.string()
            default: try reader.skip()
            }
        }
        return message
    }

    @Test(arguments: [
        (#"{"message":"hi"}"#, "hi"),
        (#" { "a" : [1, -2.5e+3, {"b": [true, false, null]}] , "message" : "" } "#, ""),
        (#"{"message":"\u041f\u0440\u0438\u0432\u0435\u0442 \ud83d\ude00"}"#, "Привет 😀"),
        (#"{"message":"Привет 😀"}"#, "Привет 😀"),
        (#"{"message":"\"\\\/\b\f\n\r\t"}"#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#"{"message":"a","message":"b"}"#, "b"),
        (#"{"x":{},"y":[],"message":"z"}"#, "z"),
    ])
    func reader_findsTheMember(json: String, expected: String) throws {
        #expect(try message(json) == expected)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"message":"#, #"{"message":"a"#, #"{"message":"a"} x"#, #"{"message":"a",}"#, "{,}",
        #"{"message" "a"}"#, #"{message:"a"}"#, "{\"message\":\"\n\"}", #"{"message":"\q"}"#, #"{"message":"\ud800"}"#,
        #"{"message":"\ud800\u0041"}"#, #"{"message":"\udc00"}"#, #"{"message":"\u00g0"}"#, #"{"a":01}"#, #"{"a":1.}"#,
        #"{"a":-}"#, #"{"a":1e}"#, #"{"a":tru}"#, #"{"a":nul"#, #"{"message":1}"#, #"{"message":null}"#,
        "{\"a\":" + String(repeating: "[", count: 100_000),
    ])
    func reader_refuses(json: String) {
        #expect(throws: JSONError.self) { try message(json) }
    }

    @Test func reader_refusesBytesThatAreNotUTF8() {
        let bytes = Array(#"{"message":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        #expect(throws: JSONError.self) { try JSONReader.object(bytes) { _, reader in _ = try reader.string() } }
    }

    @Test func reader_throwsOnEveryPrefixOfADocument() throws {
        let document = Array(#"{"a":[1,{"b":"\u00e9\n"}],"c":true,"d":null,"e":-1.5e3}"#.utf8)
        var whole = JSONReader(document)
        try whole.skip()
        try whole.end()
        for length in 0..<document.count {
            var reader = JSONReader(Array(document[..<length]))
            #expect(throws: JSONError.self) { try reader.skip() }
        }
    }

    @Test func reader_readsBoolsAndOptionalStrings() throws {
        var typing: Bool?
        var subject: String? = "kept"
        try JSONReader.object(Array(#"{"typing":true,"subject":null}"#.utf8)) { name, reader in
            if name == "typing" { typing = try reader.bool() } else { subject = try reader.optionalString() }
        }
        #expect(typing == true)
        #expect(subject == nil)
    }

    @Test func value_isGivenAsItIsWritten() throws {
        var values: [String] = []
        var reader = JSONReader(Array(#" [ {"a": [1,  "x\n"]} ,null ,-1.5e3, "b" ] "#.utf8))
        try reader.array { reader in values.append(String(decoding: try reader.json(), as: UTF8.self)) }
        #expect(values == [#"{"a": [1,  "x\n"]}"#, "null", "-1.5e3", #""b""#])
    }
}
