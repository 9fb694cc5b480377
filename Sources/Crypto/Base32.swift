/// Base32 without padding (RFC 4648 §6), as authenticator apps take secrets.
public func base32(_ bytes: some Sequence<UInt8>) -> String {
    grouped(bytes, Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8))
}

/// Crockford's Base32 (https://www.crockford.com/base32.html), for codes that people read and type: it has no letter
/// that looks like a digit.
public func crockford32(_ bytes: some Sequence<UInt8>) -> String {
    grouped(bytes, Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8))
}

private func grouped(_ bytes: some Sequence<UInt8>, _ alphabet: [UInt8]) -> String {
    var output: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
        buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
        bits += 8
        while bits >= 5 {
            bits -= 5
            output.append(alphabet[Int(buffer >> bits) & 31])
        }
    }
    if bits > 0 { output.append(alphabet[Int(buffer << (5 - bits)) & 31]) }
    return String(decoding: output, as: UTF8.self)
}
