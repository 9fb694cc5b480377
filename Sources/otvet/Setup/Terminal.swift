import Glibc

/// Asks the person who started the program.
enum Terminal {
    /// Longer than any answer; the rest of a longer line is dropped.
    private static let longestAnswer = 1000

    /// Asks, and reads a line. Nil at the end of the input.
    static func ask(_ question: String) -> String? {
        show(question)
        return line { $0 }
    }

    /// Asks, and reads a line that the terminal does not show. Nil at the end of the input.
    ///
    /// - Throws: ``SetupError/interrupted(signal:)`` for Control-C. It is read as a character here, so that the
    ///   terminal's settings are restored.
    static func askSecret(_ question: String) throws(SetupError) -> String? {
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return ask(question) }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
        // Done before the question, so that an answer which comes at once is neither shown nor discarded.
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSADRAIN, &shown)
            say("")
        }
        show(question)
        var isInterrupted = false
        let answer = line { letter in
            if letter == 3 { isInterrupted = true }  // Control-C
            return letter == 3 || letter == 4 ? nil : letter  // Control-D
        }
        if isInterrupted { throw .interrupted(signal: SIGINT) }
        return answer
    }

    private static func show(_ question: String) {
        print(question, terminator: " ")
        fflush(nil)
    }

    /// Reads byte by byte, so that nothing of the next answer is taken.
    ///
    /// - Parameter accept: Is given each byte. If it returns nil, the input ends.
    private static func line(_ accept: (UInt8) -> UInt8?) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1, let byte = accept(byte) else { return nil }
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return String(decoding: bytes, as: UTF8.self)
            case 8, 127: _ = bytes.popLast()  // a terminal without echo leaves corrections to its reader
            default: if bytes.count < longestAnswer { bytes.append(byte) }
            }
        }
    }
}
