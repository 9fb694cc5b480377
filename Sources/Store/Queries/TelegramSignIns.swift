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
            SELECT \(TelegramSignIn.columns) FROM telegram_sign_ins
            WHERE answered_at IS NULL ORDER BY requested_at LIMIT 1
            """, read: TelegramSignIn.init)
    }

    /// Whom a code was told to; nil if it is unknown, used or too old.
    public func signIn(codeHash: [UInt8], now: Timestamp) throws -> TelegramSignIn? {
        try connection.first(
            "SELECT \(TelegramSignIn.columns) FROM telegram_sign_ins WHERE code_hash = ? AND expires_at > ?",
            codeHash, now, read: TelegramSignIn.init)
    }

    /// Whose account a code of ``signIn(codeHash:now:)`` signs in to; nil if they have none yet too.
    public func agent(codeHash: [UInt8], now: Timestamp) throws -> AgentID? {
        try connection.first(
            """
            SELECT a.id FROM telegram_sign_ins s JOIN agents a ON a.telegram_user_id = s.telegram_user
            WHERE s.code_hash = ? AND s.expires_at > ?
            """, codeHash, now
        ) { try $0[0] }
    }
}

extension TelegramSignIn: StoredRow {
    static var columns: SQL.Columns {
        "telegram_sign_ins.telegram_user, telegram_sign_ins.name, telegram_sign_ins.requested_at"
    }

    init(_ row: inout Row) throws {
        (user, name, requestedAt) = (try row.next(), try row.next(), try row.next())
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
            """
            INSERT INTO telegram_sign_ins (telegram_user, name, requested_at) VALUES (?, ?, ?)
            ON CONFLICT (telegram_user) DO UPDATE SET
                name = excluded.name, requested_at = excluded.requested_at, answered_at = NULL, code_hash = NULL,
                expires_at = NULL, wrong_factors = 0
            """,
            telegramUser, name, now)
        notice.requested.insert(.signIn)
    }

    /// - Parameter code: The hash of their code, and when it expires; nil for who is no member.
    public func answer(
        _ request: TelegramSignIn, code: (hash: [UInt8], expiresAt: Timestamp)?, now: Timestamp
    ) throws {
        try connection.execute(
            "UPDATE telegram_sign_ins SET answered_at = ?, code_hash = ?, expires_at = ? WHERE telegram_user = ?", now,
            code?.hash, code?.expiresAt, request.user)
    }

    /// The code is used, or void.
    public func takeSignIn(of telegramUser: Int64) throws {
        try connection.execute("UPDATE telegram_sign_ins SET code_hash = NULL WHERE telegram_user = ?", telegramUser)
    }

    /// The second factor behind the code was wrong; past ``mostWrongFactors`` the code is void. Returns whether it is.
    public func noteWrongFactor(behindCodeOf telegramUser: Int64) throws -> Bool {
        try connection.execute(
            "UPDATE telegram_sign_ins SET wrong_factors = wrong_factors + 1 WHERE telegram_user = ?", telegramUser)
        let count =
            try connection.first("SELECT wrong_factors FROM telegram_sign_ins WHERE telegram_user = ?", telegramUser) {
                try $0[0] as Int
            } ?? 0
        guard count >= Self.mostWrongFactors else { return false }
        try takeSignIn(of: telegramUser)
        return true
    }

    /// Who mistypes more often than that looks for a code that they don't have.
    private static let mostWrongFactors = 5

    /// Forgets who asked before `time`. Returns how many did.
    public func removeSignIns(before time: Timestamp) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM telegram_sign_ins WHERE requested_at < ?", time)
        return Int(connection.totalChanges - changes)
    }
}
