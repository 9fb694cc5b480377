extension ZoneRules {
    /// The largest file of a zone, in bytes; those of the IANA database have a few thousand.
    public static let largestFile = 256 * 1024

    /// Whether it is of the form of the names in the IANA database, as in `America/Argentina/Buenos_Aires`, so that no
    /// other file is opened by it.
    public static func isName(_ text: String) -> Bool {
        guard 1...64 ~= text.utf8.count else { return false }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 3 && !["posix", "right"].contains(parts[0])
            && parts.allSatisfy { part in
                part.first?.isASCII == true && part.first?.isLetter == true
                    && part.utf8.allSatisfy { letter in
                        switch letter {
                        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
                            UInt8(ascii: "-"):
                            true
                        default: false
                        }
                    }
            }
    }

    /// Reads a file of the second version of TZif or a later one; nil if it is none, or counts leap seconds, which
    /// timestamps don't. https://www.rfc-editor.org/rfc/rfc9636
    public init?(name: String, tzif bytes: [UInt8]) {
        guard bytes.count <= Self.largestFile else { return nil }
        var reader = TZifReader(bytes: bytes)
        // The first block has 32-bit times, and the second the same again with 64 bits.
        guard let old = reader.header(), old.version >= UInt8(ascii: "2"), reader.skip(old.size(ofTime: 4)),
            let header = reader.header(), header.leaps == 0, 1...256 ~= header.types
        else { return nil }
        guard let starts = reader.numbers(header.times, bytes: 8), let kinds = reader.take(header.times),
            let types = reader.take(header.types * 6),
            reader.skip(header.letters + header.standards + header.universals)
        else { return nil }
        var offsets: [Int64] = []
        for index in 0..<header.types {
            let offset = TZifReader.number(types[types.startIndex + index * 6..<types.startIndex + index * 6 + 4])
            guard -PosixZone.farthest...PosixZone.farthest ~= offset else { return nil }
            offsets.append(offset)
        }
        var transitions: [Transition] = []
        for (start, kind) in zip(starts, kinds) {
            guard offsets.indices.contains(Int(kind)), transitions.last.map({ $0.start < start }) ?? true else {
                return nil
            }
            transitions.append(Transition(start: start, offset: offsets[Int(kind)]))
        }
        guard let footer = reader.footer() else { return nil }
        var later: PosixZone?
        if !footer.isEmpty {
            guard let zone = PosixZone(footer) else { return nil }
            later = zone
        }
        self.init(name: name, first: offsets[0], transitions: transitions, later: later)
    }
}

private struct TZifReader {
    struct Header {
        let version: UInt8
        let universals, standards, leaps, times, types, letters: Int

        func size(ofTime bytes: Int) -> Int {
            times * (bytes + 1) + types * 6 + letters + leaps * (bytes + 4) + standards + universals
        }
    }

    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.count - position >= count else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func header() -> Header? {
        guard let head = take(44), head.starts(with: Array("TZif".utf8)) else { return nil }
        let counts = (0..<6).map { index in
            let start = head.startIndex + 20 + index * 4
            return Int(Self.number(head[start..<start + 4]))
        }
        // None can be larger than the file.
        guard counts.allSatisfy({ 0...bytes.count ~= $0 }) else { return nil }
        return Header(
            version: head[head.startIndex + 4], universals: counts[0], standards: counts[1], leaps: counts[2],
            times: counts[3], types: counts[4], letters: counts[5])
    }

    mutating func numbers(_ count: Int, bytes: Int) -> [Int64]? {
        guard let all = take(count * bytes) else { return nil }
        return (0..<count).map { index in
            let start = all.startIndex + index * bytes
            return Self.number(all[start..<start + bytes])
        }
    }

    /// What stands between the two line ends at the end of the file.
    mutating func footer() -> String? {
        guard take(1)?.first == UInt8(ascii: "\n"), let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// A signed number, its highest byte first.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let value = bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let unused = 64 - bytes.count * 8
        return Int64(bitPattern: value << unused) >> unused
    }
}
