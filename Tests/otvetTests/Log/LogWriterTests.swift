import Glibc
import Testing

@testable import otvet

@Suite(.timeLimit(.minutes(1))) struct LogWriterTests {
    private let line = Array((String(repeating: "x", count: 99) + "\n").utf8)

    @Test func whatIsBeyondTheBound_isDroppedAndCounted_andTheCountIsSaidWhenSomebodyReads() throws {
        let pipe = Pipe()
        let writer = LogWriter(pipe.input)
        let count = 2 * LogWriter.capacity / line.count
        for _ in 0..<count { writer.write(line) }
        #expect(!writer.flush(within: .milliseconds(20)))
        var said = pipe.read(until: "dropped\n")
        let lines = said.split(separator: "\n")
        let dropped = try #require(
            lines.compactMap { $0.hasPrefix("otvet: ") ? Int($0.split(separator: " ")[1]) : nil }.first)
        #expect(dropped > 0)
        #expect(lines.count - 1 + dropped == count)
        // And it goes on as before.
        writer.write(Array("later\n".utf8))
        #expect(writer.flush())
        said = pipe.read(until: "later\n")
        #expect(said == "later\n")
    }

    @Test func descriptorThatTakesNothing_isNoTrouble() {
        let writer = LogWriter(-1)
        writer.write(line)
        #expect(writer.flush())
    }

    @Test func nonBlockingDescriptor_losesNothing() {
        let pipe = Pipe()
        _ = fcntl(pipe.input, F_SETFL, O_NONBLOCK)
        let writer = LogWriter(pipe.input)
        let count = LogWriter.capacity / line.count / 2
        for _ in 0..<count { writer.write(line) }
        writer.write(Array("end\n".utf8))
        #expect(pipe.read(until: "end\n").split(separator: "\n").count == count + 1)
    }
}

private final class Pipe {
    let output: Int32
    let input: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        #expect(Glibc.pipe(&ends) == 0)
        (output, input) = (ends[0], ends[1])
    }

    deinit {
        close(output)
        close(input)
    }

    func read(until end: String) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !text.hasSuffix(end) {
            let count = Glibc.read(output, &buffer, buffer.count)
            guard count > 0 else { break }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        return text
    }
}
