public import Domain
import Files
import Logging
public import Store

extension Desk {
    /// The users that `text` may mean, with what is stored of them: by the number that the panel shows, or by who the host
    /// site says they are. `#12` is always the number.
    public func holdings(named text: String) throws -> [Holdings] {
        try store.read { reader in
            if text.hasPrefix("#") { return try UserID(text.dropFirst()).flatMap(reader.holdings).map { [$0] } ?? [] }
            return try reader.users(named: text).compactMap(reader.holdings)
        }
    }

    /// What is stored of a user.
    ///
    /// - Throws: ``DeskError/notFound``
    public func holdings(of user: UserID) throws -> Holdings {
        guard let holdings = try store.read({ try $0.holdings(of: user) }) else { throw DeskError.notFound }
        return holdings
    }

    /// Removes everything of a user: tickets, messages, notes, files, sessions, and what waits for Telegram. It is one
    /// transaction, so that it is done or not done. ``Eraser`` then removes what is left in the search, in free pages and
    /// in logs, and `Relay` the topics.
    ///
    /// - Throws: ``DeskError/notFound``
    @discardableResult
    public func erase(_ user: UserID, by actor: StaffActor) async throws -> Erasure {
        let now = clock()
        return try await erase { try $0.requestErasure(of: user, by: actor, now: now) }
    }

    /// Asks the server that runs on the folder to erase a user, if this program is beside it. It does so within
    /// ``Eraser/interval``.
    ///
    /// - Throws: ``DeskError/notFound``
    public func requestErasure(of user: UserID, by actor: StaffActor) async throws -> ErasureID {
        let now = clock()
        return try await store.write { try $0.requestErasure(of: user, by: actor, now: now) }
    }

    /// Does what was asked for.
    func erase(_ id: ErasureID) async throws {
        try await erase { _ in id }
    }

    @discardableResult
    private func erase(_ choose: @escaping @Sendable (Transaction) throws -> ErasureID) async throws -> Erasure {
        let now = clock()
        let (erasure, names) = try await store.write { transaction in
            let id = try choose(transaction)
            let names = try transaction.erase(id, now: now)
            guard let erasure = try transaction.read.erasure(id) else { throw DeskError.notFound }
            return (erasure, names)
        }
        // What a crash leaves here has no row any more, and the janitor removes it.
        try await onDisk { [files] in for name in names { files.remove(name) } }
        Log.support.notice("erased", metadata: ["erasure": "\(erasure.id)", "user": "\(erasure.user)"])
        return erasure
    }

    /// Nil if there is none.
    public func erasure(_ id: ErasureID) throws -> Erasure? { try store.read { try $0.erasure(id) } }

    /// The newest erasures, and the topics that Telegram has not deleted.
    public struct ErasureReport: Sendable {
        public let erasures: [Erasure]
        public let topics: [(topic: ErasedTopic, posts: Int)]
        /// Whether the database is only written anew at the next start, because it is large.
        public let waitsForStart: Bool
    }

    public func erasureReport(limit: Int) throws -> ErasureReport {
        try store.read { reader in
            ErasureReport(
                erasures: try reader.erasures(limit: limit), topics: try reader.topicsNotDeleted(limit: limit),
                waitsForStart: try reader.isRewriteWanted() && store.isLarge)
        }
    }
}
