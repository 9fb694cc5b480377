import Foundation
import TestSupport
import Testing

@testable import HTTPEngine

@Suite struct TLSContextTests {
    private let good = TestCertificate(names: "DNS:desk.example,DNS:*.shop.example,IP:203.0.113.9")

    @Test func certificate_tellsItsTermAndItsHosts() throws {
        let context = try TLSContext(good)
        let now = time(nil)
        #expect(context.term.state(at: now) == .valid(days: 90))
        #expect(context.term.state(at: now - 3600) == .notYetValid)
        #expect(context.term.state(at: now + 91 * 86_400) == .expired)
        for host in ["desk.example", "DESK.example", "a.shop.example", "203.0.113.9"] {
            #expect(context.isFor(host: host), "\(host)")
        }
        for host in ["example", "shop.example", "a.b.shop.example", "203.0.113.8", "", "Otvet's tests"] {
            #expect(!context.isFor(host: host), "\(host)")
        }
        #expect(context.shows(theSameAs: try TLSContext(good)))
        #expect(!context.shows(theSameAs: try TLSContext(TestCertificate())))
    }

    private func fault(_ chain: String, _ key: String) -> TLSFault? {
        do throws(TLSFault) {
            _ = try TLSContext(chain: chain, key: key)
            return nil
        } catch {
            return error
        }
    }

    @Test func filesThatCannotBeUsed_areToldApart() throws {
        let folder = TemporaryFolder()
        let nothing = folder.path + "/nothing"
        let empty = folder.path + "/empty"
        try "no PEM\n".write(toFile: empty, atomically: true, encoding: .utf8)
        #expect(fault(nothing, good.keyPath) == .unreadable(path: nothing, errno: ENOENT))
        #expect(fault(good.path, nothing) == .unreadable(path: nothing, errno: ENOENT))
        #expect(fault(folder.path, good.keyPath) == .unreadable(path: folder.path, errno: EISDIR))
        #expect(fault("/dev/null", good.keyPath) == .unreadable(path: "/dev/null", errno: EINVAL))
        #expect(fault(empty, good.keyPath) == .noCertificate(path: empty))
        #expect(fault(good.keyPath, good.keyPath) == .noCertificate(path: good.keyPath))
        #expect(fault(good.path, empty) == .noKey(path: empty))
        #expect(fault(good.path, good.path) == .noKey(path: good.path))
        let (other, otherKind) = (TestCertificate(), TestCertificate(key: .rsa(bits: 2048)))
        #expect(fault(good.path, other.keyPath) == .otherKey)
        #expect(fault(good.path, otherKind.keyPath) == .otherKey)
        let encrypted = TestCertificate()
        encrypted.encryptKey()
        #expect(fault(encrypted.path, encrypted.keyPath) == .encryptedKey(path: encrypted.keyPath))
        let short = TestCertificate(key: .rsa(bits: 1024))
        #expect(fault(short.path, short.keyPath) == .refused(reason: "ee key too small"))
    }

    /// After a day the keys of its tickets are others, and all else is the same.
    @Test func context_isRenewed_withItsCertificate() throws {
        let context = try TLSContext(good)
        let now = monotonicNanoseconds()
        #expect(context.renewed(at: now) == nil)
        let fresh = try #require(context.renewed(at: now + 90_000 * 1_000_000_000))
        #expect(fresh !== context && fresh.shows(theSameAs: context))
    }
}
