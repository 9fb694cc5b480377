import Glibc
import Logging
import Testing

@testable import otvet

@Suite struct LineLogHandlerTests {
    @Test(arguments: [
        ("a\nb", #"[Test] a\u{a}b key="#), ("a\r\nb", #"a\u{d}\u{a}b"#), ("a\u{2028}b", #"a\u{2028}b"#),
        ("a\u{85}b", #"a\u{85}b"#), ("a\u{1B}[2Jb", #"a\u{1b}[2Jb"#), ("a\u{202E}b", #"a\u{202e}b"#),
        ("plain", "[Test] plain key=plain\n"), ("two words", #"key="two words""#),
        (#"x" admin="yes"#, #"key="x\" admin=\"yes""#), ("x=1", #"key="x=1""#), ("", #"key="""#),
    ])
    func line_staysOneLine_whateverComesFromOutside(text: String, expected: String) throws {
        let line = try logged(text, isJSON: false)
        #expect(line.contains(expected), "\(line.debugDescription)")
        #expect(line.unicodeScalars.count { $0.properties.generalCategory == .control } == 1)
        #expect(line.unicodeScalars.last == "\n")
        #expect(try logged(text, isJSON: true).unicodeScalars.count { $0.properties.generalCategory == .control } == 1)
    }

    @Test func longValue_isCut() throws {
        let line = try logged(String(repeating: "я", count: 100_000), isJSON: false)
        #expect(line.count < 2 * LineLogHandler.longestValue + 100)
        #expect(line.hasSuffix("…\n"))
    }

    /// The line of a text as message and as value.
    private func logged(_ text: String, isJSON: Bool) throws -> String {
        var ends: [Int32] = [-1, -1]
        #expect(Glibc.pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let writer = LogWriter(ends[1])
        let logger = Logger(label: "Test") { label in
            LineLogHandler(label: label, style: LogStyle(isJSON: isJSON, level: .info), writer: writer)
        }
        logger.info("\(text)", metadata: ["key": "\(text)"])
        #expect(writer.flush())
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(ends[0], &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
