/// The longest line, without its end (RFC 2045 §6.7).
private let longestLine = 76

/// Text as quoted-printable (RFC 2045 §6.7) with ends of lines as CR LF: whatever it has in it, every server passes it on
/// unchanged.
func quotedPrintable(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 3 / 2)
    var width = 0
    func write(_ unit: [UInt8]) {
        // The last place of a line is for the sign that it goes on.
        if width + unit.count > longestLine - 1 {
            output += [UInt8(ascii: "="), 13, 10]
            width = 0
        }
        output += unit
        width += unit.count
    }
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        index += 1
        let next = index < bytes.count ? bytes[index] : 10
        switch byte {
        case 13 where next == 10: break
        case 10, 13:
            output += [13, 10]
            width = 0
        // A blank at a line's end would be lost on the way, and “From ” at its beginning changed.
        case 32 where next != 10 && next != 13, 33...60 where !(byte == 46 && width == 0),
            62...126 where !(byte == 70 && width == 0):
            write([byte])
        default: write([UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]])
        }
    }
    return String(decoding: output, as: UTF8.self)
}
