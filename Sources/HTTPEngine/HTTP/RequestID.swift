/// The name of one request, by which its answer and the lines of the log that belong to it are found. A trusted proxy may
/// give it in `X-Request-ID`; otherwise the engine makes one.
public struct RequestID: Sendable, Hashable {
    private enum Form: Hashable {
        case made(UInt64)
        case given(String)
    }

    private let form: Form

    /// Longer than the ids of proxies: 32 digits of nginx, 36 characters of a UUID.
    static let longest = 64

    /// The next made one. They are unique and not secret, so a generator without the system's randomness will do.
    init(_ generator: inout Generator) { form = .made(generator.next()) }

    /// Nil for what could break a line of a log or be taken for something else in it.
    init?(given bytes: ArraySlice<UInt8>) {
        guard 1...Self.longest ~= bytes.count, bytes.allSatisfy(Self.isLegal) else { return nil }
        form = .given(String(decoding: bytes, as: UTF8.self))
    }

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// SplitMix64, begun at random.
    struct Generator {
        private var state = UInt64.random(in: .min ... .max)

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Adds the line of a head that tells it.
    func appendLine(to output: inout [UInt8]) {
        switch form {
        case .made(let number):
            output.append(addingCapacity: 34) { line in
                line.append("X-Request-ID: ")
                for shift in stride(from: 60, through: 0, by: -4) {
                    line.append(Self.digit(number >> UInt64(shift) & 15))
                }
                line.append("\r\n")
            }
        case .given(let text):
            output.append("X-Request-ID: ")
            output.append(contentsOf: text.utf8)
            output.append("\r\n")
        }
    }

    @inline(__always)
    private static func digit(_ value: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: value) + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
}

extension RequestID: CustomStringConvertible {
    public var description: String {
        switch form {
        case .made(let number):
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        case .given(let text): return text
        }
    }
}
