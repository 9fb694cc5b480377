/// The fields of a mail's or a part's header, unfolded (RFC 5322 §2.2), in their order.
struct MailHeader: Sendable {
    /// More have no use, and would only cost time.
    static let mostFields = 1000
    /// Bytes of a field. Long lists of receivers have more, and nothing is lost with their end.
    static let longestField = 16_384

    private(set) var fields: [(name: String, value: String)] = []

    /// Reads fields up to the first blank line. `rest` is what follows it.
    init(_ bytes: ArraySlice<UInt8>, rest: inout ArraySlice<UInt8>) {
        rest = bytes
        var open: (name: String, value: [UInt8])?
        func close() {
            guard let open, fields.count < Self.mostFields else { return }
            fields.append((open.name, decodedHeader(text(of: open.value.prefix(Self.longestField)))))
        }
        while !rest.isEmpty {
            let line = nextLine(&rest)
            if line.isEmpty { break }
            if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                if (open?.value.count ?? 0) < Self.longestField { open?.value += line }
                continue
            }
            close()
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                open = nil
                continue
            }
            let name = text(of: line[..<colon]).lowercased().filter { !$0.isWhitespace }
            open = (name, Array(line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }))
        }
        close()
    }

    /// The first field of this name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

/// Takes a line, without its end, whichever of CR LF, LF and CR that is.
func nextLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = rest.firstIndex { $0 == 10 || $0 == 13 } ?? rest.endIndex
    let line = rest[..<end]
    var next = end
    if next < rest.endIndex { next += rest[next] == 13 && next + 1 < rest.endIndex && rest[next + 1] == 10 ? 2 : 1 }
    rest = rest[next...]
    return line
}

/// Headers should be ASCII. What is not is UTF-8 today, or one of the old 8-bit sets of who knows which country.
private func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(validating: bytes, as: UTF8.self) ?? String(bytes.map { Character(Unicode.Scalar($0)) })
}
