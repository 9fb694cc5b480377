/// A value with parameters, such as `text/plain; charset=koi8-r` (RFC 2045 §5.1), with those that are continued and
/// encoded put together (RFC 2231).
struct HeaderValue: Sendable {
    /// In small letters.
    let value: String
    private var parameters: [String: String] = [:]

    /// The most parameters.
    private static let most = 100

    init(_ text: String) {
        var parts = Self.split(text)
        value = parts.isEmpty ? "" : parts.removeFirst().lowercased()
        var pieces: [String: [(number: Int, text: String, isEncoded: Bool)]] = [:]
        for part in parts.prefix(Self.most) {
            guard let sign = part.firstIndex(of: "=") else { continue }
            let name = part[..<sign].lowercased().filter { !$0.isWhitespace }
            let text = Self.unquoted(part[part.index(after: sign)...])
            let marks = name.split(separator: "*", omittingEmptySubsequences: false)
            if marks.count == 1 {
                if parameters[name] == nil { parameters[name] = decodedHeader(text) }
            } else {
                let number = marks.count > 1 ? Int(marks[1]) ?? 0 : 0
                pieces[String(marks[0]), default: []].append((number, text, name.hasSuffix("*")))
            }
        }
        for (name, pieces) in pieces { parameters[name] = Self.joined(pieces.sorted { $0.number < $1.number }) }
    }

    subscript(name: String) -> String? { parameters[name] }

    /// At semicolons outside of quotation marks.
    private static func split(_ text: String) -> [String] {
        var (parts, part, isQuoted, isEscaped) = ([String](), "", false, false)
        for letter in text.unicodeScalars {
            if letter == ";", !isQuoted {
                parts.append(part)
                part = ""
                continue
            }
            if letter == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = letter == "\\" && !isEscaped
            part.unicodeScalars.append(letter)
        }
        parts.append(part)
        return parts.map { trimmed($0) }
    }

    private static func unquoted(_ text: Substring) -> String {
        let text = trimmed(String(text))
        guard text.hasPrefix("\""), text.count >= 2 else { return text }
        var (output, isEscaped) = ("", false)
        for letter in text.dropFirst() {
            if isEscaped {
                output.append(letter)
                isEscaped = false
            } else if letter == "\\" {
                isEscaped = true
            } else if letter == "\"" {
                break
            } else {
                output.append(letter)
            }
        }
        return output
    }

    private static func joined(_ pieces: [(number: Int, text: String, isEncoded: Bool)]) -> String {
        var (bytes, charset) = ([UInt8](), "utf-8")
        for (index, piece) in pieces.enumerated() {
            var text = piece.text[...]
            if index == 0, piece.isEncoded {
                let marks = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                if marks.count == 3 { (charset, text) = (String(marks[0]), marks[2]) }
            }
            bytes += piece.isEncoded ? percentDecoded(text) : Array(text.utf8)
        }
        return decoded(bytes, charset: charset)
    }

    private static func percentDecoded(_ text: Substring) -> [UInt8] {
        let bytes = Array(text.utf8)
        var (output, index) = ([UInt8](), 0)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}

func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
}

func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
