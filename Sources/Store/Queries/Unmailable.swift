public import Domain

extension Reader {
    /// Why an address gets no mail; nil if it does.
    ///
    /// - Parameter since: A mail that came back before this time does not count any more: mailboxes are made and mended.
    public func obstacle(toMail address: [UInt8], bouncedSince since: Timestamp) throws -> Mail.Refusal? {
        try connection.first(
            "SELECT reason FROM unmailable WHERE address_hash = ? AND (reason = 'unsubscribed' OR since > ?)", address,
            since
        ) { try $0[0] as Mail.Refusal }
    }
}

extension Transaction {
    /// The address gets no more mail. Whoever has unsubscribed stays so, whatever comes back.
    public func stopMail(to address: [UInt8], _ reason: Mail.Refusal, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO unmailable (address_hash, reason, since) VALUES (?1, ?2, ?3)
            ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason, since = excluded.since
                WHERE unmailable.reason <> 'unsubscribed'
            """, address, reason, now)
    }
}
