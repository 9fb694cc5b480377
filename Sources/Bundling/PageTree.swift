import FoundationEssentials

/// The folder of the pages, and how its files are served. Each file is read once.
public struct PageTree: Sendable {
    /// Scripts whose addresses are written outside the modules: in a page, in a site, or in the loader. They are
    /// bundled with all that they import, and so is each module that one of them fetches later.
    static let roots = ["admin/main.js", "cabinet/cabinet.js", "cabinet/page.js", "widget/app.js"]
    /// Scripts that sites include, by the address under which they are served.
    static let classicScripts = ["widget.js": "widget/widget.js"]

    /// All addresses that can be requested.
    public let addresses: [String]
    private let folder: String
    private var condensedScripts: [String: String] = [:]
    private var knownBundles: Set<String>?

    public init(folder: String) throws {
        self.folder = folder
        let addressed = Dictionary(uniqueKeysWithValues: Self.classicScripts.map { ($1, $0) })
        addresses = try Self.files(in: folder).map { addressed[$0] ?? $0 }.sorted()
    }

    /// Whether a folder is the pages' one: it contains at least the scripts that sites include.
    public static func isIn(_ folder: String) -> Bool {
        classicScripts.values.allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    }

    /// The paths of all files that are served, within the folder.
    public static func files(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter(isPage).sorted()
    }

    /// Whether a file is served: not declarations of types, not folders, and not what editors leave behind.
    private static func isPage(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.contains(".") && !name.hasPrefix(".") && !name.hasSuffix("~") && !name.hasSuffix(".d.ts")
    }

    /// - Returns: Nil if there is no such page.
    public mutating func page(at address: String) throws(PageError) -> Page? {
        guard addresses.contains(address) else { return nil }
        if let entry = Self.classicScripts[address] { return try classicScript(entry, at: address) }
        switch SourceKind(path: address) {
        case .script where try bundles().contains(address): return try bundle(of: address)
        case .script: return Page(path: address, bytes: Array(try compacted(script(address), path: address).utf8))
        case .styleSheet: return Page(path: address, bytes: Array(try styleSheet(address).utf8))
        case nil: return Page(path: address, bytes: try read(address))
        }
    }

    /// The scripts that are served as bundles: those that browsers request by address, if they import anything.
    mutating func bundles() throws(PageError) -> Set<String> {
        if let knownBundles { return knownBundles }
        var found: Set<String> = []
        var seen: Set<String> = []
        var asked = Self.roots.filter(addresses.contains)
        while let entry = asked.popLast() {
            if importsAny(try script(entry)) { found.insert(entry) }
            var modules = [entry]
            while let module = modules.popLast() {
                guard seen.insert(module).inserted else { continue }
                let text = try script(module)
                modules += statements(text).compactMap { Import($0).map { resolve($0.path, from: module) } }
                asked += lazyImports(text, from: module)
            }
        }
        knownBundles = found
        return found
    }

    private mutating func bundle(of entry: String) throws(PageError) -> Page {
        let bundle = try Bundle(of: entry) { path throws(PageError) in try script(path) }
        return Page(path: entry, bytes: Array(try compacted(bundle.text, path: entry).utf8), isBundle: true)
    }

    private mutating func classicScript(_ entry: String, at address: String) throws(PageError) -> Page {
        let joined = try ClassicScript(of: entry) { path throws(PageError) in
            try script(path)
        } names: { path throws(PageError) in
            declaredNames(String(decoding: try read(path), as: UTF8.self))
        }
        return Page(path: address, bytes: Array(try compacted(joined.text, path: entry).utf8))
    }

    /// A style sheet without what only its readers need, and with those that it imports: a browser asks once, and a
    /// constructed style sheet could import nothing.
    private func styleSheet(_ path: String, within others: [String] = []) throws(PageError) -> String {
        guard !others.contains(path) else { throw PageError(path, "imports itself, by way of others") }
        let text = String(decoding: condensed(try read(path), .styleSheet), as: UTF8.self)
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            if let statement = line.wholeMatch(of: /@import "(\.[^"]+)";/) {
                let imported = resolve(String(statement.output.1), from: path)
                lines.append(try styleSheet(imported, within: others + [path]))
            } else {
                lines.append(String(line))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A script without its comments and indentation.
    private mutating func script(_ path: String) throws(PageError) -> String {
        if let known = condensedScripts[path] { return known }
        let text = String(decoding: condensed(try read(path), .script), as: UTF8.self)
        condensedScripts[path] = text
        return text
    }

    private func read(_ path: String) throws(PageError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
            throw PageError(path, "is not there, or can't be read")
        }
        return Array(data)
    }
}
