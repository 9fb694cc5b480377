import FoundationEssentials
import Identity
import Logging
import Telegram

extension Configuration.Identity {
    /// Makes the check of visitors' tokens from these settings.
    ///
    /// - Parameter session: Fetches a key set from an address.
    /// - Throws: ``ConfigurationError`` if the file with the keys can't be used. A key set at an address is only
    ///   fetched when the first token comes, so that the program starts without it.
    func siteTokens(_ session: CurlSession) throws -> SiteTokens {
        var rules = TokenRules()
        rules.secret = secret.map { Array($0.utf8) }
        rules.hasKeys = keySet != nil
        rules.issuer = issuer
        rules.audience = audience
        rules.takesUnsigned = takesUnsigned
        guard let keySet else { return SiteTokens(rules: rules) }
        if case .file(let path) = keySet {
            do throws(KeySetError) {
                _ = try SigningKey.keys(ofSet: try Self.read(path))
            } catch {
                throw ConfigurationError.invalid(.jwks, source: path, reason: "\(error)")
            }
        }
        let log = Logger(label: "Session")
        let cache = KeyCache(onFailure: { log.error("key set not read", metadata: ["error": "\($0)"]) }) {
            () throws(KeySetError) in
            switch keySet {
            case .file(let path): try Self.read(path)
            case .address(let url): try await Self.fetch(url, session)
            }
        }
        return SiteTokens(rules: rules, keys: cache)
    }

    private static func read(_ path: String) throws(KeySetError) -> [UInt8] {
        guard let handle = FileManager.default.contents(atPath: path) else {
            throw .unreachable("there is no such file, or it may not be read")
        }
        return Array(handle)
    }

    private static func fetch(_ url: String, _ session: CurlSession) async throws(KeySetError) -> [UInt8] {
        var request = CurlRequest(url: url, fields: ["Accept: application/json"])
        request.connectTimeout = .seconds(5)
        request.timeout = .seconds(10)
        request.responseLimit = SigningKey.longestSet
        do {
            let answer = try await session.perform(request)
            guard answer.status == 200 else { throw KeySetError.unreachable("status \(answer.status)") }
            return answer.body
        } catch let error as KeySetError {
            throw error
        } catch {
            throw .unreachable("\(error)")
        }
    }
}
