private let forbidden = Set("/\\:*?\"<>|".unicodeScalars)

/// Names of devices, which Windows opens whatever extension follows.
private let reserved: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })

/// In Unicode scalars, which bounds the number of bytes too.
private let nameLimit = 100
private let extensionLimit = 16

/// Makes a name that is safe to show and to save under. It is the last component of the path, without control and
/// format characters (which can turn the writing direction and so hide the extension) and without characters that file
/// systems forbid, at most 100 scalars. Nil if nothing is left.
public func cleanFileName(_ name: String) -> String? {
    let scalars = name.unicodeScalars
    guard let last = scalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
    var squeezed = String.UnicodeScalarView()
    for scalar in last {
        if scalar.properties.isWhitespace {
            if squeezed.last != " " { squeezed.append(" ") }
        } else if isShown(scalar) {
            squeezed.append(scalar)
        }
    }
    let kept = squeezed.drop { $0 == " " || $0 == "." }.trimmingEnd()
    guard !kept.isEmpty else { return nil }
    return shortened(unreserved(String(kept)))
}

private func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned: false
    default: !forbidden.contains(scalar)
    }
}

private func unreserved(_ name: String) -> String {
    let stem = name.unicodeScalars.prefix { $0 != "." }.trimmingEnd()
    return reserved.contains(String(stem).uppercased()) ? "_" + name : name
}

private func shortened(_ name: String) -> String {
    if name.unicodeScalars.count <= nameLimit { return name }
    var ending = ""
    if let dot = name.lastIndex(of: "."), name[dot...].unicodeScalars.count <= extensionLimit {
        ending = String(name[dot...])
    }
    var room = nameLimit - ending.unicodeScalars.count
    // Cut between whole characters: half of one would look like another character.
    let stem = name.prefix { character in
        room -= character.unicodeScalars.count
        return room >= 0
    }
    return stem.isEmpty ? String(name.unicodeScalars.prefix(nameLimit)) : stem + ending
}

extension Substring.UnicodeScalarView {
    /// Windows drops dots and spaces at the end.
    fileprivate func trimmingEnd() -> Substring.UnicodeScalarView {
        var rest = self
        while let last = rest.last, last == " " || last == "." { rest.removeLast() }
        return rest
    }
}
