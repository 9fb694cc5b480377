extension String {
    /// The same with plain letters and digits in the place of those that Unicode has once more in bold, italic, script and
    /// so on, for formulas. Bold marks what is ours in a topic, and by them anybody could type it.
    /// https://www.unicode.org/charts/PDF/U1D400.pdf
    var inPlainLetters: String {
        guard unicodeScalars.contains(where: { 0x1D400...0x1D7FF ~= $0.value }) else { return self }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars { plain.append(plainLetter(scalar.value).flatMap(Unicode.Scalar.init) ?? scalar) }
        return String(plain)
    }
}

private func plainLetter(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x1D400...0x1D6A3:
        let place = (value - 0x1D400) % 52
        return place < 26 ? 0x41 + place : 0x61 + place - 26
    case 0x1D6A4: return 0x69
    case 0x1D6A5: return 0x6A
    case 0x1D6A8...0x1D7C9: return greekLetter((value - 0x1D6A8) % 58)
    case 0x1D7CA: return 0x3DC
    case 0x1D7CB: return 0x3DD
    case 0x1D7CE...0x1D7FF: return 0x30 + (value - 0x1D7CE) % 10
    default: return nil
    }
}

/// Each style has 58: capitals with a theta of its own, nabla, small letters, and seven variants.
private func greekLetter(_ place: UInt32) -> UInt32 {
    switch place {
    case 17: 0x3F4
    case 0..<25: 0x391 + place
    case 25: 0x2207
    case 26..<51: 0x3B1 + place - 26
    default: ([0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6] as [UInt32])[Int(place - 51)]
    }
}
