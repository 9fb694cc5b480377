import Crypto
import Domain
import Store

extension Desk {
    /// What ends the mail to an address, for a link in a mail to it. It never expires, and does not tell the address.
    @_spi(Channel) public func unsubscribeKey(of email: String) -> String {
        let hash = mailHash(of: email)
        return base64URL(hash + MailSeal.unsubscribe.bytes(over: base64URL(hash), key: linkKey))
    }

    /// Whether ``unsubscribe(_:)`` would take it.
    public func isUnsubscribeKey(_ text: String) -> Bool { unsubscribedAddress(text) != nil }

    /// Ends the mail to the address of this key.
    ///
    /// - Throws: ``DeskError/notFound`` if the key is forged.
    public func unsubscribe(_ text: String) async throws {
        guard let address = unsubscribedAddress(text) else { throw DeskError.notFound }
        let now = clock()
        try await store.write { try $0.stopMail(to: address, .unsubscribed, now: now) }
    }

    private func unsubscribedAddress(_ text: String) -> [UInt8]? {
        guard let bytes = base64URLDecode(text), bytes.count == 48 else { return nil }
        let hash = Array(bytes.prefix(32))
        let seal = MailSeal.unsubscribe.bytes(over: base64URL(hash), key: linkKey)
        return constantTimeEqual(Array(bytes.suffix(16)), seal) ? hash : nil
    }
}
