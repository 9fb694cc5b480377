import Domain
import Store
import Telegram

/// The decisions of the checks: values in, a result out.
extension Check.Result {
    /// A disk with fewer free bytes counts as full: it must hold a copy before a migration, and the log of a busy hour.
    static let leastFreeDisk: UInt64 = 256 << 20
    /// Seconds by which clocks may differ. A larger difference is seen in the times of
    /// messages, and finally breaks TLS.
    static let clockTolerance = 30
    /// The most updates that may wait for a webhook before it counts as broken.
    static let webhookBacklog = 100
    /// Seconds for which an error of a webhook counts as present.
    static let webhookErrorAge: Int64 = 3600

    /// - Parameter floor: Below this many free bytes, files are refused.
    static func freeDisk(_ bytes: UInt64, floor: UInt64) -> Self {
        let mebibytes = "\(bytes >> 20) MiB free"
        guard bytes >= leastFreeDisk else {
            return .broken(mebibytes, cure: "Make room: without it no message can be accepted.")
        }
        guard bytes >= floor else {
            return .broken(
                "\(mebibytes), and OTVET_MIN_FREE_MB keeps \(floor >> 20) free of files",
                cure: "Make room, or lower OTVET_MIN_FREE_MB: until then every file is refused.")
        }
        return .well(mebibytes)
    }

    /// - Parameters:
    ///   - schema: The version of the database's schema; nil if there is no database yet.
    ///   - faults: What SQLite's check of the whole database has found.
    ///   - lockHolder: The process that keeps it from being written.
    static func database(schema: Int?, known: Int, faults: [String] = [], lockHolder: Int32? = nil) -> Self {
        if let first = faults.first {
            return .broken(
                "damaged: \(printable(first))",
                cure: "Stop the server and bring back a copy; `sqlite3 otvet.db .recover` saves what can be read.")
        }
        if let lockHolder { return .lockedDatabase(by: lockHolder) }
        guard let schema else { return .well("none yet; the first start makes it") }
        if schema == known { return .well("schema \(schema), this program's") }
        return schema < known
            ? .well("schema \(schema); the next start brings it to \(known), after a copy")
            : .broken(
                "schema \(schema), and this program knows \(known)", cure: "Run the newer otvet that has written it.")
    }

    /// - Parameter process: 0 if it is not to be seen from here, as in another container.
    static func lockedDatabase(by process: Int32 = 0) -> Self {
        .broken(
            "locked by \(process > 0 ? "process \(process)" : "another program"): nothing can be written",
            cure: "End what holds the lock, such as a sqlite3 shell or a backup; until then no message is accepted.")
    }

    /// - Parameters:
    ///   - end: When the certificate expires, in seconds since 1970, as `now` is.
    ///   - flaws: What is wrong with it.
    static func certificate(until end: Int, _ flaws: [CertificateFlaw], now: Int) -> Self {
        if let fatal = flaws.first(where: \.isFatal) { return .broken(fatal.description, cure: fatal.cure) }
        return .well(
            "valid for \((end - now) / 86_400) days, until \(CertificateFlaw.date(end))",
            odd: flaws.map { "\($0). \($0.cure)" })
    }

    /// - Parameter faults: What SQLite's check of the whole index has found.
    static func search(faults: [String]) -> Self {
        guard let first = faults.first else { return .well("not damaged") }
        return .broken(
            "damaged: \(printable(first))",
            cure: "A running server makes it anew when it meets that; else remove search.db*. Nothing is lost with it.")
    }

    /// Sweeps are an hour apart; after so many, none has been made.
    static let longestSweepPause = Duration.seconds(3 * 3600)

    /// - Parameter backlog: Nil before the first start of this version.
    static func retention(_ policy: RetentionPolicy, _ backlog: RetentionBacklog?, now: Timestamp) -> Self {
        func kept(_ days: Int?, _ waiting: Int?) -> String {
            guard let days else { return "for ever" }
            let waits = waiting.map { count in
                count == 0 ? "" : " (\(count == RetentionBacklog.mostCounted ? "very many" : "\(count)") older)"
            }
            return "\(days) \(days == 1 ? "day" : "days")" + (waits ?? "")
        }
        let text = [
            "closed tickets \(kept(policy.closedTickets, backlog?.closedTickets))",
            "files \(kept(policy.files, backlog?.files))", "updates \(kept(policy.updates, backlog?.updates))",
            "events \(kept(policy.events, backlog?.events))",
        ].joined(separator: ", ")
        guard let swept = backlog?.sweptAt else { return .well(text + "; nothing was swept yet") }
        let age = swept.duration(to: now)
        let isLate = age > longestSweepPause
        return .well(
            text + "; swept \(swept)",
            odd: isLate ? ["what is too old was removed last at \(swept): does the server run?"] : [])
    }

    static func token(_ error: TelegramError, of bot: Int64) -> Self {
        switch error {
        case .unauthorized:
            .broken(
                "Telegram does not know that of bot \(bot)",
                cure: "Copy it again from @BotFather, and look at TELEGRAM_API_URL.")
        default: .broken("\(error)", cure: "Try again in a minute; if it stays, look at TELEGRAM_API_URL.")
        }
    }

    /// Privacy mode hides what people write, but not from administrators, and the bot has to be one anyway.
    static func privacyMode(_ bot: Telegram.User) -> Self {
        .well(
            bot.canReadAllGroupMessages
                ? "off: the bot sees everything" : "on: the bot sees everything where it is an administrator")
    }

    /// - Parameter now: In Unix seconds.
    static func webhook(_ info: WebhookInfo, updates: Configuration.Updates, now: Int64) -> Self {
        let host = webHost(of: info.url)
        let waiting = "\(info.pendingUpdateCount) updates wait"
        switch updates {
        case .off: return .well("updates are off; \(waiting)")
        case .auto, .poll:
            guard !info.url.isEmpty else { return .well("none, as polling needs it; \(waiting)") }
            return .broken(
                "set to \(host), though updates are polled; \(waiting)",
                cure: "`otvet serve` deletes it; if another program uses it, make Otvet a bot of its own.")
        case .webhook:
            guard !info.url.isEmpty else {
                return .broken(
                    "none is set, though TELEGRAM_UPDATES is webhook; \(waiting)",
                    cure: "Set it up as docs/TELEGRAM_SETUP.md says, or set TELEGRAM_UPDATES=poll.")
            }
            let isFresh = info.lastErrorDate.map { now - $0 < webhookErrorAge } ?? false
            let error = info.lastErrorMessage.map { "; last error: \(printable($0))" } ?? ""
            guard isFresh && info.pendingUpdateCount > 0 || info.pendingUpdateCount > webhookBacklog else {
                return .well("set to \(host); \(waiting)\(error)")
            }
            return .broken(
                "deliveries to \(host) fail; \(waiting)\(error)",
                cure: "Look at the reverse proxy, its certificate, and whether the server runs.")
        }
    }

    static func group(_ error: TelegramError, id: Int64) -> Self {
        switch error {
        case .chatNotFound, .forbidden:
            .broken(
                "the bot is not in \(id)",
                cure: "Add it there, or run `otvet telegram connect` for the group that is meant.")
        default: .broken("\(error)", cure: "Try again in a minute.")
        }
    }

    /// - Parameters:
    ///   - faults: What the group lacks for each bot, by the bot's user id.
    ///   - isFault: Whether this check is about a fault.
    static func faults(_ faults: [(bot: Int64, fault: GroupFault)], where isFault: (GroupFault) -> Bool) -> Self {
        guard let (bot, fault) = faults.first(where: { isFault($0.fault) }) else { return .well("yes") }
        return .broken("\(fault) (bot \(bot))", cure: fault.cure)
    }

    /// - Parameter seconds: How far this machine's clock is ahead; nil if the server did not send its time.
    static func clock(ahead seconds: Int?) -> Self {
        guard let seconds else { return .skipped(because: "the server did not say what time it is") }
        guard seconds.magnitude > clockTolerance else { return .well("right to \(max(1, seconds.magnitude)) s") }
        return .broken(
            "\(seconds.magnitude) s \(seconds > 0 ? "ahead" : "behind")",
            cure: "Set this machine's clock, best by NTP (timedatectl set-ntp true).")
    }
}
