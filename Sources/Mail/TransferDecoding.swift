/// The bytes of a body by its `Content-Transfer-Encoding` (RFC 2045 §6). What is malformed is passed over, as everybody
/// does: people can't mend what their mail program has sent.
func transferDecoded(_ body: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "base64": base64Decoded(body)
    case "quoted-printable": quotedPrintableDecoded(body)
    default: Array(body)
    }
}

func base64Decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var (output, buffer, bits) = ([UInt8](), UInt32(0), UInt32(0))
    for byte in text {
        let value: UInt8
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
        case UInt8(ascii: "="):
            // Some programs write several pieces after each other.
            (buffer, bits) = (0, 0)
            continue
        default: continue
        }
        buffer = buffer << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
            bits -= 8
            output.append(UInt8(truncatingIfNeeded: buffer >> bits))
            buffer &= (1 << bits) - 1
        }
    }
    return output
}

/// - Parameter isHeader: Whether it is an encoded word, in which `_` is a blank (RFC 2047 §4.2).
func quotedPrintableDecoded(_ text: some Sequence<UInt8>, isHeader: Bool = false) -> [UInt8] {
    let bytes = Array(text)
    var (output, index) = ([UInt8](), 0)
    while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "="), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
            let low = hexValue(bytes[index + 2])
        {
            output.append(high << 4 | low)
            index += 3
            continue
        }
        if byte == UInt8(ascii: "=") {
            // The line goes on. Blanks may have been added at its end.
            var next = index + 1
            while next < bytes.count, bytes[next] == 32 || bytes[next] == 9 { next += 1 }
            if next >= bytes.count { return output }
            if bytes[next] == 13 || bytes[next] == 10 {
                index = next + (bytes[next] == 13 && next + 1 < bytes.count && bytes[next + 1] == 10 ? 2 : 1)
                continue
            }
        }
        output.append(isHeader && byte == UInt8(ascii: "_") ? 32 : byte)
        index += 1
    }
    return output
}
