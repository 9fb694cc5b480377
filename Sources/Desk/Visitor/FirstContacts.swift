import Domain
public import Store

extension Desk {
    /// How many visitors began a conversation in the last minute, and how many of those the staff's group has not seen.
    public func firstContacts() throws -> FirstContacts {
        try store.read { try $0.firstContacts(since: clock().advanced(by: .seconds(-60))) }
    }

    /// The key for the challenges that new visitors' browsers have to solve.
    public var challengeKey: [UInt8] { installationKey.challenges }
}
