/// A script with every module that it imports, in one file: a browser asks once instead of forty times, and what is
/// compressed together becomes smaller.
///
/// Each module becomes a function that runs once on a page, whichever bundle brings it first: all of a page's bundles
/// share a registry, by address. So the pages stay plain modules, and nothing has to be built.
struct Bundle {
    /// The scripts that pages load by address, by path. What only they import is served within them.
    static let entries: Set<String> = [
        "admin/desk/desk.js",
        "admin/main.js",
        "admin/settings/look/look_page.js",
        "admin/settings/settings.js",
        "admin/sign_in/sign_in.js",
        "cabinet/app.js",
        "widget/app.js",
        "widget/files/files.js",
        "widget/rating/rating.js",
        "widget/tickets/tickets.js",
    ]

    private(set) var text: String

    /// - Parameters:
    ///   - entry: The path of the module that is asked for.
    ///   - source: A module's text without comments, by its path.
    init(of entry: String, source: @escaping (String) -> String) {
        let depth = entry.split(separator: "/").count - 1
        let up = String(repeating: "../", count: depth)
        var bundle = Body(source: source)
        let module = bundle.add(entry)
        text = """
            const $root = new URL("./\(up)", import.meta.url).href;
            const $known = (globalThis[Symbol.for("otvet.modules")] ??= new Map());
            const $take = (path, make) => {
            const key = $root + path;
            if (!$known.has(key)) $known.set(key, make());
            return $known.get(key);
            };

            """
        text += bundle.text
        let names = module.names.joined(separator: ", ")
        text += "export const { \(names) } = \(module.name);\n"
    }

    /// The modules as functions, each after those it imports.
    private struct Body {
        struct Module {
            /// What holds its exports.
            let name: String
            var names: [String] = []
        }

        let source: (String) -> String
        var text = ""
        private var modules: [String: Module] = [:]
        private var begun: Set<String> = []

        init(source: @escaping (String) -> String) { self.source = source }

        mutating func add(_ path: String) -> Module {
            if let module = modules[path] { return module }
            precondition(begun.insert(path).inserted, "\(path) imports itself, by way of others")
            var imports = ""
            var exports: [String] = []
            var lines: [Substring] = []
            for line in statements(source(path)) {
                if let statement = Import(line) {
                    let module = add(resolve(statement.path, from: path))
                    imports += "const \(statement.pattern) = \(module.name);\n"
                } else if let (name, rest) = exported(line) {
                    exports.append(name)
                    lines.append(rest)
                } else {
                    lines.append(line)
                }
            }
            let module = Module(name: "$m\(modules.count)", names: exports)
            modules[path] = module
            text += "const \(module.name) = $take(\"\(path)\", () => {\n\(imports)"
            text += addressed(lines.joined(separator: "\n"), from: path)
            text += "\nreturn { \(exports.joined(separator: ", ")) };\n});\n"
            return module
        }

        /// The lines, those of an import statement as one.
        private func statements(_ text: String) -> [Substring] {
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

        /// The name that a line exports, and the line without the word.
        private func exported(_ line: Substring) -> (name: String, rest: Substring)? {
            let word = "export "
            guard line.hasPrefix(word) else { return nil }
            let rest = line.dropFirst(word.count)
            if rest.hasPrefix("default ") {
                return ("default: whole", "const whole = " + rest.dropFirst("default ".count))
            }
            let words = rest.split(whereSeparator: { " (={*<".contains($0) }).filter { $0 != "async" }
            guard words.count > 1, ["function", "class", "const"].contains(words[0]) else {
                preconditionFailure("not an export that can be bundled: \(line)")
            }
            return (String(words[1]), rest)
        }

        /// A module's addresses are relative to its own place, which in a bundle is another.
        private func addressed(_ text: String, from path: String) -> String {
            text.replacing("import.meta.url", with: "new URL(\"\(path)\", $root)")
                .replacing(/([ (])import\((["`])(\.\.?\/[.\/]*)/) { found in
                    let (_, before, quote, up) = found.output
                    let folder = resolve(String(up), from: path)
                    let place = folder.isEmpty ? "" : folder + "/"
                    return before + "import(" + (quote == "`" ? "`${$root}" : "$root + \"") + place
                }
        }
    }
}

/// `import { a, b as c } from "./path.js";` or `import a from "./path.js";`
private struct Import {
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

/// - Parameter path: Beginning with `./` or `../`.
private func resolve(_ path: String, from module: String) -> String {
    var parts = module.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
}
