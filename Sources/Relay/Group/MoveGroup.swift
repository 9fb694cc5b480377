import Logging
import Store

extension Relay {
    /// Notes that the group has a new id. It holds after a restart too, when the configuration still has the old one.
    /// Topics are created again, because their numbers mean nothing in the new group.
    func moveGroup(from old: Int64, to new: Int64) async throws {
        Log.telegram.error("the group has moved", metadata: ["from": "\(old)", "to": "\(new)"])
        try await store.write { try $0.setSetting(Self.moved(old), to: "\(new)") }
        setGroup(new, formerly: old)
    }

    /// The present id of the configured group, and its earlier ids.
    static func presentGroup(_ configured: Int64, _ reader: Reader) throws -> (group: Int64, former: Set<Int64>) {
        var group = configured
        var former: Set<Int64> = []
        // A group moves once in its life. The bound only ends a circle, which a damaged store might contain.
        for _ in 0..<8 {
            guard let next = try reader.setting(moved(group)).flatMap({ Int64($0) }) else { break }
            former.insert(group)
            group = next
        }
        return (group, former.subtracting([group]))
    }

    private static func moved(_ group: Int64) -> String { "telegram_group_moved:\(group)" }
}
