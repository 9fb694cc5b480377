/// Where the pages come from.
public enum AssetSource: Sendable {
    case embedded
    case folder(AssetFolder)

    /// - Returns: Nil if there is no such page.
    public func named(_ path: String) throws -> Asset? {
        switch self {
        case .embedded: Asset.named(path)
        case .folder(let folder): try folder.named(path)
        }
    }
}
