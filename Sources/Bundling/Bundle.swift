/// A script with every module that it imports, in one file: a browser asks once instead of forty times, and what is
/// compressed together becomes smaller. Each module becomes a function that runs once on a page, whichever bundle brings
/// it first: all of a page's bundles share a registry, by address.
struct Bundle {
    let text: String

    /// - Parameters:
    ///   - entry: The path of the module that is asked for.
    ///   - source: A module's text without comments, by its path.
    init(of entry: String, source: (String) throws(PageError) -> String) throws(PageError) {
        let depth = entry.split(separator: "/").count - 1
        let up = String(repeating: "../", count: depth)
        var body = BundleBody()
        let module = try body.add(entry, source)
        text = """
            const $root = new URL("./\(up)", import.meta.url).href;
            const $known = (globalThis[Symbol.for("otvet.modules")] ??= new Map());
            const $take = (path, make) => {
            const key = $root + path;
            if (!$known.has(key)) $known.set(key, make());
            return $known.get(key);
            };
            \(body.text)export const { \(module.names.joined(separator: ", ")) } = \(module.name);

            """
    }
}

/// The modules of a bundle as functions, each after those it imports.
struct BundleBody {
    struct Module {
        /// What holds its exports.
        let name: String
        let names: [String]
    }

    private(set) var text = ""
    private var modules: [String: Module] = [:]
    private var begun: Set<String> = []

    mutating func add(
        _ path: String, _ source: (String) throws(PageError) -> String
    ) throws(PageError) -> Module {
        if let module = modules[path] { return module }
        guard begun.insert(path).inserted else { throw PageError(path, "imports itself, by way of others") }
        var imports = ""
        var exports: [String] = []
        var lines: [Substring] = []
        for line in statements(try source(path)) {
            if let statement = Import(line) {
                let module = try add(resolve(statement.path, from: path), source)
                imports += "const \(statement.pattern) = \(module.name);\n"
            } else if let export = try Export(line, in: path) {
                exports.append(export.name)
                lines.append(export.rest)
            } else {
                lines.append(line)
            }
        }
        let module = Module(name: "$m\(modules.count)", names: exports)
        modules[path] = module
        let code = placed(lines.joined(separator: "\n"), from: path)
        text += "const \(module.name) = $take(\"\(path)\", () => {\n\(imports)\(code)"
        text += "\nreturn { \(exports.joined(separator: ", ")) };\n});\n"
        return module
    }

    /// A module's addresses are relative to its own place, which in a bundle is another.
    private func placed(_ text: String, from path: String) -> String {
        text.replacing("import.meta.url", with: "new URL(\"\(path)\", $root)")
            .replacing(relativeImport) { found in
                let folder = resolve(String(found.up), from: path)
                let place = folder.isEmpty ? "" : folder + "/"
                return found.before + "import(" + (found.quote == "`" ? "`${$root}" : "$root + \"") + place
            }
    }
}
