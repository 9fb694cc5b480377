import Crypto
import Domain
import Synchronization
import Testing

@testable import Identity

/// Keys of a site: which is chosen, what is refused, when a set is read again.
@Suite struct KeyTests {
    private static var rules: TokenRules {
        var rules = TokenRules()
        rules.hasKeys = true
        return rules
    }

    /// RFC 7515 appendix A.1 to A.3: signatures that are right, over claims without `sub` that expired in 2011.
    @Test(arguments: Vectors.rfc7515) func standardsExamples_areVerified(token: String, keys: String) throws {
        var rules = Self.rules
        rules.secret = base64URLDecode(Vectors.rfc7515Secret)
        let keys = try SigningKey.keys(ofSet: Array(keys.utf8))
        #expect(judge(token, rules, keys: keys, at: 1_300_819_000).fault == .noSubject)
        #expect(judge(token, rules, keys: keys).fault == .expired)
        let other = String(token.dropLast(4)) + "AAAA"
        #expect(judge(other, rules, keys: keys, at: 1_300_819_000).fault == .signature)
    }

    @Test func keys_areChosenByAlgorithmAndID() throws {
        let keys = try SigningKey.keys(ofSet: Array(Vectors.keySet.utf8))
        #expect(keys.map(\.id) == ["rsa-1", "ec-1"])
        for token in [Vectors.rs256, Vectors.es256, Vectors.rs256WithoutID] {
            #expect(try judge(token, Self.rules, keys: keys).get().externalID == "user-7")
            #expect(judge(token, Site.rules, keys: keys).fault == .algorithm)
            #expect(judge(token, Self.rules, keys: []).fault == .unknownKey)
        }
        #expect(judge(Vectors.rs256OfAnotherKey, Self.rules, keys: keys).fault == .unknownKey)
        #expect(judge(Vectors.es256, Self.rules, keys: keys.filter { $0.id == "rsa-1" }).fault == .unknownKey)
    }

    /// The classical attack: a token signed by HMAC with the site's public key as the secret.
    @Test func publicKey_isNeverTakenForASecret() throws {
        let keys = try SigningKey.keys(ofSet: Array(Vectors.keySet.utf8))
        let forged = Site.token(
            TokenRulesTests.claims, header: #"{"alg":"HS256","kid":"rsa-1"}"#, secret: Array(Vectors.keySet.utf8))
        #expect(judge(forged, Self.rules, keys: keys).fault == .algorithm)
        var both = Self.rules
        both.secret = Site.secret
        #expect(judge(forged, both, keys: keys).fault == .signature)
        let mislabelled = Site.token(TokenRulesTests.claims, header: #"{"alg":"RS256"}"#)
        #expect(judge(mislabelled, both, keys: keys).fault == .signature)
    }

    @Test func everyFlippedByte_isNoticed() throws {
        let keys = try SigningKey.keys(ofSet: Array(Vectors.keySet.utf8))
        for token in [Vectors.es256, Vectors.rs256].map({ Array($0.utf8) }) {
            for place in token.indices {
                var changed = token
                changed[place] ^= 1
                #expect(
                    judge(String(decoding: changed, as: UTF8.self), Self.rules, keys: keys).fault != nil, "\(place)")
            }
        }
    }

    @Test(arguments: [
        ("[]", KeySetError.notASet), ("{}", .notASet), (#"{"keys":{}}"#, .notASet), ("<html>", .notASet),
        (#"{"keys":[]}"#, .noUsableKey),
        (#"{"keys":[{"kty":"oct","k":"c2VjcmV0","alg":"HS256"}]}"#, .noUsableKey),
        (#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#, .noUsableKey),
        (#"{"keys":[{"kty":"EC","crv":"P-256","x":"AQAB","y":"AQAB"}]}"#, .noUsableKey),
        (
            #"{"keys":[{"kty":"EC","crv":"P-256","x":"s8kKLrGhSIRr4XW-QjHEw3-ne_S7W2nIoBaEU1i5FhU","#
                + #""y":"s8kKLrGhSIRr4XW-QjHEw3-ne_S7W2nIoBaEU1i5FhU"}]}"#, .noUsableKey
        ),
    ])
    func sets_withoutUsableKeys_areRefused(set: String, error: KeySetError) {
        #expect(throws: error) { try SigningKey.keys(ofSet: Array(set.utf8)) }
    }

    /// A site whose key set can be changed and can fail, and a clock that stands still until it is moved.
    private final class KeyServer: Sendable {
        struct State {
            var set: String? = Vectors.keySet
            var readings = 0
            var now = ContinuousClock.now
        }
        let state = Mutex(State())

        var cache: KeyCache {
            KeyCache(clock: { self.state.withLock { $0.now } }) { () throws(KeySetError) in
                let set = self.state.withLock { state in
                    state.readings += 1
                    return state.set
                }
                guard let set else { throw .unreachable("down") }
                return Array(set.utf8)
            }
        }
    }

    @Test func unknownKey_isLookedForAgain_butNotAtOnce_andABadReadingKeepsTheOldKeys() async throws {
        let server = KeyServer()
        let tokens = SiteTokens(rules: Self.rules, keys: server.cache)
        func fault(_ token: String) async -> TokenFault? {
            do throws(TokenFault) {
                _ = try await tokens.identity(in: token, now: Site.time)
                return nil
            } catch { return error }
        }
        #expect(await fault(Vectors.rs256) == nil)
        for _ in 0..<5 { #expect(await fault(Vectors.rs256OfAnotherKey) == .unknownKey) }
        #expect(server.state.withLock { $0.readings } == 1)
        server.state.withLock { state in
            state.now += KeyCache.pause
            state.set = Vectors.keySet.replacing("rsa-1", with: "rsa-2")
        }
        #expect(await fault(Vectors.rs256OfAnotherKey) == nil)
        #expect(await fault(Vectors.rs256) == .unknownKey)
        server.state.withLock { state in
            state.now += KeyCache.lifetime
            state.set = nil
        }
        #expect(await fault(Vectors.es256) == nil)
        server.state.withLock { state in
            state.now += KeyCache.pause
            state.set = "<html>"
        }
        #expect(await fault(Vectors.es256) == nil)
        #expect(server.state.withLock { $0.readings } == 4)
    }

    @Test func manyAtOnce_readTheSetOnce() async throws {
        let server = KeyServer()
        let tokens = SiteTokens(rules: Self.rules, keys: server.cache)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask { (try? await tokens.identity(in: Vectors.es256, now: Site.time)) != nil }
            }
            for await isKnown in group { #expect(isKnown) }
        }
        #expect(server.state.withLock { $0.readings } == 1)
    }
}
