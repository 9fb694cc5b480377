/// A script joined with all modules that it imports. A browser makes one request instead of forty, and the
/// modules compress better together.
struct Bundle {
    enum Form {
        /// Each module becomes a function that runs once on a page, in whichever bundle it comes first. All bundles of
        /// a page share a registry by address.
        case module
        /// What sites include without `type="module"`: one function that runs at once and
        /// leaves nothing global on their page.
        case classic
    }

    private(set) var text: String

    /// - Parameters:
    ///   - entry: The path of the module that the browser asks for.
    ///   - source: Returns a module's text without comments for its path.
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

    /// A script that imports nothing is served unchanged.
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
        /// The constant that holds its exports.
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

    /// Rewrites relative addresses, which are relative to the module and would be wrong in a bundle.
    private func placed(_ text: String, from path: String) throws(PageError) -> String {
        let relativeImport = /([ (])import\((["`])(\.\.?\/[.\/]*)/
        guard form == .module else {
            // A classic script has no address of its own. Its loader knows the page's script element instead.
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
