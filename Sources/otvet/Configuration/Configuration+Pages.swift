import Assets

extension Configuration {
    /// The folder of the pages; nil for the embedded ones.
    static func webFolder(_ values: Values) throws -> String? {
        try values.optional(.web, "expected the folder of the pages, such as Sources/Assets/Web") {
            AssetFolder(path: $0) == nil ? nil : $0
        }
    }

    static func pages(in webFolder: String?) -> AssetSource {
        webFolder.flatMap { AssetFolder(path: $0) }.map { .folder($0) } ?? .embedded
    }
}
