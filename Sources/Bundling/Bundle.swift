/// A script with every module that it imports, in one file: a browser asks once instead of forty times, and what is
/// compressed together becomes smaller.
struct Bundle {
    enum Form {
        /// Each module becomes a function that runs once on a page, whichever bundle brings it first: all of a page's
        /// bundles share a registry, by address.
        case module
        /// What sites include without `type="module"`: one function that runs at once and leaves nothing on their page.
        case classic
    }

    private(set) var text: String

    /// - Parameters:
    ///   - entry: The path of the module that is asked for.
    ///   - source: A module's text without comments, by its path.
    init(of entry: String, as form: Form, source: (String) throws(PageError) -> String) throws(PageError) {
        switch form {
        case .module: text = try Self.module(entry, source)
        case .classic: text = try Self.classic(entry, source)
        }
    }

    private static func module(
        _ entry: String, _ source: (String) throws(PageError) -> String
    ) throws(PageError) -> String {
        let depth = entry.split(separator: "/").count - 1
        let up = String(repeating: "../", count: depth)
        var body = BundleBody(form: .module)
        let module = try body.add(entry, source)
        return """
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

    /// A script that imports nothing is served as it is.
    private static func classic(
        _ entry: String, _ source: (String) throws(PageError) -> String
    ) throws(PageError) -> String {
        let alone = try source(entry)
        guard importsAny(alone) else { return alone }
        var body = BundleBody(form: .classic)
        _ = try body.add(entry, source)
        return "(() => {\n\"use strict\";\n\(body.text)})();\n"
    }
}

/// The modules of a bundle as functions, each after those it imports.
struct BundleBody {
    struct Module {
        /// What holds its exports.
        let name: String
        let names: [String]
    }

    let form: Bundle.Form
    private(set) var text = ""
    private var modules: [String: Module] = [:]
    private var begun: Set<String> = []

    init(form: Bundle.Form) { self.form = form }

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
        let code = try placed(lines.joined(separator: "\n"), from: path)
        let (begin, end) = form == .module ? ("$take(\"\(path)\", () => {", "})") : ("(() => {", "})()")
        text += "const \(module.name) = \(begin)\n\(imports)\(code)"
        text += "\nreturn { \(exports.joined(separator: ", ")) };\n\(end);\n"
        return module
    }

    /// A module's addresses are relative to its own place, which in a bundle is another.
    private func placed(_ text: String, from path: String) throws(PageError) -> String {
        let relativeImport = /([ (])import\((["`])(\.\.?\/[.\/]*)/
        guard form == .module else {
            // A classic script has no address of its own to begin with: its loader knows the page's script element.
            guard !text.contains("import.meta"), text.firstMatch(of: relativeImport) == nil else {
                throw PageError(path, "uses an address relative to itself, which a classic script can't")
            }
            return text
        }
        return text.replacing("import.meta.url", with: "new URL(\"\(path)\", $root)")
            .replacing(relativeImport) { found in
                let (_, before, quote, up) = found.output
                let folder = resolve(String(up), from: path)
                let place = folder.isEmpty ? "" : folder + "/"
                return before + "import(" + (quote == "`" ? "`${$root}" : "$root + \"") + place
            }
    }
}
