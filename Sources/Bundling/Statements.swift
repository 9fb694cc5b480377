/// The lines of a module, those of an import statement as one.
func statements(_ text: String) -> [Substring] {
    var open: Substring?
    return text.split(separator: "\n").compactMap { line in
        if let begun = open {
            let whole = begun + " " + line
            open = line.hasSuffix(";") ? nil : whole
            return open == nil ? whole : nil
        }
        guard line.hasPrefix("import "), !line.hasSuffix(";") else { return line }
        open = line
        return nil
    }
}

/// Whether a module can't run before others are there.
func importsAny(_ text: String) -> Bool { text.hasPrefix("import ") || text.contains("\nimport ") }

/// `import { a, b as c } from "./path.js";` or `import a from "./path.js";`
struct Import {
    let path: String
    /// What takes the names from the module's exports.
    let pattern: String

    init?(_ line: Substring) {
        guard line.hasPrefix("import "), let from = line.firstRange(of: " from \"") else { return nil }
        path = String(line[from.upperBound...].prefix { $0 != "\"" })
        let names = line[..<from.lowerBound].dropFirst("import ".count)
        pattern = names.hasPrefix("{") ? String(names).replacing(" as ", with: ": ") : "{ default: \(names) }"
    }
}

/// A declaration that is exported: `export const a = …`, `export async function a(…`, `export default …`.
struct Export {
    let name: String
    /// The line without the word.
    let rest: Substring

    init?(_ line: Substring, in path: String) throws(PageError) {
        let word = "export "
        guard line.hasPrefix(word) else { return nil }
        let declaration = line.dropFirst(word.count)
        if declaration.hasPrefix("default ") {
            name = "default: whole"
            rest = "const whole = " + declaration.dropFirst("default ".count)
            return
        }
        let words = declaration.split(whereSeparator: { " (={*<".contains($0) }).filter { $0 != "async" }
        guard words.count > 1, ["function", "class", "const"].contains(words[0]) else {
            throw PageError(path, "has an export that can't be joined: \(line)")
        }
        name = String(words[1])
        rest = declaration
    }
}

/// What a module declares for all of itself.
///
/// - Parameter source: As it is written: what stands within something else is indented there.
func declaredNames(_ source: String) -> [String] {
    let declaration = /^(?:export )?(?:async )?(?:function|class|const|let) (?:(\w+)|\{([^}]*)\})/
    return source.matches(of: declaration.anchorsMatchLineEndings()).flatMap { found in
        let (_, name, names) = found.output
        return name.map { [String($0)] } ?? names?.matches(of: /\w+(?=\s*(?:,|$))/).map { String($0.output) } ?? []
    }
}

/// The beginning of an import that is made when it is needed, of an address relative to the module.
var relativeImport: Regex<(Substring, before: Substring, quote: Substring, up: Substring)> {
    /(?<before>[ (])import\((?<quote>["`])(?<up>\.\.?\/[.\/]*)/
}

/// The modules that a module fetches when it first needs them, by the paths that stand there as a whole.
func lazyImports(_ text: String, from path: String) -> [String] {
    guard text.contains("import(") else { return [] }
    return text.matches(of: /(typeof |[ (])import\(["`](\.\.?\/[a-z0-9_.\/]+\.js)/).compactMap { found in
        // In a comment that names a type nothing is fetched.
        found.output.1 == "typeof " ? nil : resolve(String(found.output.2), from: path)
    }
}

/// - Parameter path: Beginning with `./` or `../`.
func resolve(_ path: String, from module: String) -> String {
    var parts = module.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
}
