import Logging
import Store

extension Relay {
    /// The group has another id from now on, also after a restart with the old one in the configuration. Its topics
    /// are made anew: their numbers mean nothing in the new group.
    func moveGroup(from old: Int64, to new: Int64) async throws {
        Log.telegram.error("the group has moved", metadata: ["from": "\(old)", "to": "\(new)"])
        try await store.write { try $0.setSetting(Self.moved(old), to: "\(new)") }
        setGroup(new, formerly: old)
    }

    /// Where the configured group is now, and where it was.
    static func presentGroup(_ configured: Int64, _ reader: Reader) throws -> (group: Int64, former: Set<Int64>) {
        var group = configured
        var former: Set<Int64> = []
        // A group moves once in its life; the bound only ends a circle that a broken store might hold.
        for _ in 0..<8 {
            guard let next = try reader.setting(moved(group)).flatMap({ Int64($0) }) else { break }
            former.insert(group)
            group = next
        }
        return (group, former.subtracting([group]))
    }

    private static func moved(_ group: Int64) -> String { "telegram_group_moved:\(group)" }
}
