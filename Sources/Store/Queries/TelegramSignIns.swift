public import Domain

/// Somebody of Telegram who wants to be let into the panel.
public struct TelegramSignIn: Sendable, Equatable {
    public let user: Int64
    public let name: String
    public let requestedAt: Timestamp
}

extension Reader {
    /// The oldest request that nobody has answered.
    public func waitingSignIn() throws -> TelegramSignIn? {
        try connection.first(
            """
            SELECT telegram_user, name, requested_at FROM telegram_sign_ins
            WHERE answered_at IS NULL ORDER BY requested_at LIMIT 1
            """
        ) { row in TelegramSignIn(user: try row[0], name: try row[1], requestedAt: try row[2]) }
    }
}

extension Transaction {
    /// Between two requests of one person; strangers can write to the bot too.
    private static let signInPause = Duration.seconds(20)
    /// Requests that wait for an answer.
    private static let mostSignIns = 100

    /// Somebody asks to be let in. What they asked before is void.
    public func requestSignIn(telegramUser: Int64, name: String, now: Timestamp) throws {
        let isRepeat = try connection.first(
            "SELECT 1 FROM telegram_sign_ins WHERE telegram_user = ? AND requested_at > ?", telegramUser,
            now.advanced(by: .zero - Self.signInPause)
        ) { _ in true }
        let waiting =
            try connection.first("SELECT count(*) FROM telegram_sign_ins WHERE answered_at IS NULL") {
                try $0[0] as Int
            } ?? 0
        guard isRepeat == nil, waiting < Self.mostSignIns else { return }
        try connection.execute(
            "INSERT OR REPLACE INTO telegram_sign_ins (telegram_user, name, requested_at) VALUES (?, ?, ?)",
            telegramUser, name, now)
        notice.hasSignIns = true
    }

    /// - Parameter code: The hash of their code, and when it expires; nil for who is no member.
    public func answer(
        _ request: TelegramSignIn, code: (hash: [UInt8], expiresAt: Timestamp)?, now: Timestamp
    ) throws {
        try connection.execute(
            "UPDATE telegram_sign_ins SET answered_at = ?, code_hash = ?, expires_at = ? WHERE telegram_user = ?", now,
            code?.hash, code?.expiresAt, request.user)
    }

    /// Takes a code. Whose it is, or nil if it is unknown, used or too old.
    public func takeSignIn(codeHash: [UInt8], now: Timestamp) throws -> TelegramSignIn? {
        let found = try connection.first(
            "SELECT telegram_user, name, requested_at FROM telegram_sign_ins WHERE code_hash = ? AND expires_at > ?",
            codeHash, now
        ) { row in TelegramSignIn(user: try row[0], name: try row[1], requestedAt: try row[2]) }
        if let found {
            try connection.execute("UPDATE telegram_sign_ins SET code_hash = NULL WHERE telegram_user = ?", found.user)
        }
        return found
    }

    /// Forgets who asked before `time`. Returns how many did.
    public func removeSignIns(before time: Timestamp) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM telegram_sign_ins WHERE requested_at < ?", time)
        return Int(connection.totalChanges - changes)
    }
}
