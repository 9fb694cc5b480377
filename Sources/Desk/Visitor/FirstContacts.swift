import Domain
public import Store

extension Desk {
    /// How many have begun a conversation within the last minute, and how many of them the staff's group has not seen.
    public func firstContacts() throws -> FirstContacts {
        try store.read { try $0.firstContacts(since: clock().advanced(by: .seconds(-60))) }
    }

    /// What seals the challenges that new visitors' browsers have to meet.
    public var challengeKey: [UInt8] { installationKey.challenges }
}
