/// What sites include without `type="module"`: a script with every module that it imports, as one function that runs at once
/// and leaves nothing on their page.
///
/// The modules stand in it one after another, each after those it imports, and share its scope: every byte of this script is
/// on somebody's site, and a function around each module would cost a few hundred. So no two of them may declare one name.
struct ClassicScript {
    private(set) var text: String
    private var begun: Set<String> = []
    private var joined: Set<String> = []
    /// Which module declares a name.
    private var owners: [String: String] = [:]

    /// - Parameters:
    ///   - entry: The path of the module that is asked for. One that imports nothing is served as it is.
    ///   - source: A module's text without comments, by its path.
    ///   - names: What a module declares for all of itself, by its path.
    init(
        of entry: String, source: (String) throws(PageError) -> String, names: (String) throws(PageError) -> [String]
    ) throws(PageError) {
        text = try source(entry)
        guard importsAny(text) else { return }
        text = "(() => {\n\"use strict\";\n"
        try add(entry, source, names)
        text += "})();\n"
    }

    private mutating func add(
        _ path: String, _ source: (String) throws(PageError) -> String, _ names: (String) throws(PageError) -> [String]
    ) throws(PageError) {
        if joined.contains(path) { return }
        guard begun.insert(path).inserted else { throw PageError(path, "imports itself, by way of others") }
        for name in try names(path) {
            if let owner = owners.updateValue(path, forKey: name) {
                throw PageError(path, "declares \(name), and so does \(owner): in a classic script they share a scope")
            }
        }
        var lines = ""
        for line in statements(try source(path)) {
            if let statement = Import(line) {
                guard !statement.pattern.contains(":") else {
                    throw PageError(path, "imports by another name, which a classic script can't: \(line)")
                }
                try add(resolve(statement.path, from: path), source, names)
            } else {
                lines += (try Export(line, in: path)?.rest ?? line) + "\n"
            }
        }
        // A classic script has no address of its own to begin with: its loader knows the page's script element.
        guard !lines.contains("import.meta"), lines.firstMatch(of: relativeImport) == nil else {
            throw PageError(path, "uses an address relative to itself, which a classic script can't")
        }
        text += lines
        joined.insert(path)
    }
}
