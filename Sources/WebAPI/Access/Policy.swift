import Crypto
import Identity
import Synchronization

/// Those of the options that may change while the program runs.
final class Policy: Sendable {
    private struct Values {
        var allowedOrigins: Set<String>?
        var siteTokens: SiteTokens
        var adminTokenHash: [UInt8]?

        init(_ options: WebAPI.Options) {
            allowedOrigins = options.allowedOrigins
            siteTokens = options.siteTokens
            adminTokenHash = options.adminToken.map { sha256($0.utf8) }
        }
    }

    private let values: Mutex<Values>

    init(_ options: WebAPI.Options) { values = Mutex(Values(options)) }

    func apply(_ options: WebAPI.Options) {
        let changed = Values(options)
        values.withLock { $0 = changed }
    }

    var allowedOrigins: Set<String>? { values.withLock { $0.allowedOrigins } }
    var siteTokens: SiteTokens { values.withLock { $0.siteTokens } }
    var adminTokenHash: [UInt8]? { values.withLock { $0.adminTokenHash } }
}
