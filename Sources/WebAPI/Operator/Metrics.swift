import Desk
import Domain
import HTTPEngine
import HTTPTypes
import MailRelay
import Metrics
import Relay
import Store
import Telegram

extension WebAPI {
    /// `GET /metrics` in the text format of Prometheus: numbers only, and nothing about any person.
    func metrics(_ statistics: ServerStatistics) async throws -> Response {
        let signals = await desk.presentSignals()
        var page = MetricsText()
        options.addProgramMetrics(&page)
        add(statistics, to: &page)
        addLiveChannels(to: &page)
        // The rest is told even if the database can't be read; whoever reads it otherwise says why.
        let known = try? desk.statistics()
        page.metric("otvet_store_readable", .gauge, "0 while the database can't be read.", known == nil ? 0 : 1)
        page.metric(
            "otvet_store_writable", .gauge, "0 while messages can't be taken.",
            signals.contains(.storeUnwritable) ? 0 : 1)
        if let known {
            add(known, to: &page)
            add(known.store, to: &page)
            add(known.outbox, to: &page)
        }
        if let telegram = options.telegram { add(telegram, to: &page) }
        if let mail = options.mail, let report = try? desk.mailReport() { add(report, mail.counts, to: &page) }
        page.family("otvet_signal", .gauge, "1 while there is something of this name to mend.") { samples in
            for signal in Signal.allCases { samples.value(signals.contains(signal) ? 1 : 0, ["name": signal.rawValue]) }
        }
        return Response(.ok, fields: [.contentType: MetricsText.contentType], body: .bytes(Array(page.text.utf8)))
    }

    private func add(_ server: ServerStatistics, to page: inout MetricsText) {
        page.metric("otvet_connections_open", .gauge, "Connections open now.", server.open)
        page.metric("otvet_connections_accepted_total", .counter, "Connections accepted.", server.accepted)
        page.metric(
            "otvet_connections_refused_total", .counter, "Connections refused, and those closed to make room.",
            server.refused + server.madeRoom)
        page.metric("otvet_held_bytes", .gauge, "Bytes in memory that wait for a client.", server.heldBytes)
        page.metric(
            "otvet_connections_evicted_total", .counter, "Connections closed because they held most memory.",
            server.evicted)
        if let end = server.certificateEnd {
            page.metric(
                "otvet_certificate_expiry_timestamp_seconds", .gauge,
                "When the certificate of the program's own TLS expires.", end)
        }
        page.family("otvet_http_requests_total", .counter, "Requests answered, by route and status.") { samples in
            for route in server.routes {
                let (method, pattern) = (route.label.method, route.label.route)
                for (status, count) in route.statuses.sorted(by: { $0.key < $1.key }) {
                    samples.value(count, ["method": method, "route": pattern, "status": "\(status)"])
                }
                if route.otherStatuses > 0 {
                    samples.value(route.otherStatuses, ["method": method, "route": pattern, "status": "other"])
                }
            }
        }
        page.family(
            "otvet_http_request_duration_seconds", .histogram,
            "From a request's head to the beginning of its answer. Long polls wait by themselves."
        ) { samples in
            for route in server.routes {
                samples.observations(
                    route.durations, ["method": route.label.method, "route": route.label.route])
            }
        }
    }

    private func addLiveChannels(to page: inout MetricsText) {
        page.family("otvet_live_channels", .gauge, "WebSockets and waiting polls open now, and whose.") { samples in
            for (whose, slots) in [("visitor", visitorSlots), ("staff", staffSlots)] {
                for (kind, count) in slots.counts { samples.value(count, ["kind": kind.rawValue, "whose": whose]) }
            }
        }
    }

    private func add(_ desk: DeskStatistics, to page: inout MetricsText) {
        page.metric("otvet_live_listeners", .gauge, "Browsers that listen for news.", desk.listeners)
        page.family("otvet_messages_total", .counter, "Messages committed, by author.") { samples in
            for author in Author.allCases {
                samples.value(desk.messages[author, default: 0], ["author": author.rawValue])
            }
        }
        page.family("otvet_sign_ins_total", .counter, "Attempts of staff to sign in, by result.") { samples in
            for result in SignInOutcome.allCases {
                samples.value(desk.signIns[result, default: 0], ["result": result.rawValue])
            }
        }
        page.metric("otvet_files_bytes", .gauge, "Bytes of all files.", desk.backlogs.fileBytes)
        page.metric(
            "otvet_files_limit_bytes", .gauge, "Bytes of files past which visitors can send no more.", desk.fileLimit)
        if let free = desk.freeBytes {
            page.metric("otvet_disk_free_bytes", .gauge, "Bytes free for the data folder.", free)
        }
        page.metric(
            "otvet_archive_lag_seconds", .gauge, "How long a closed ticket has been overdue for the archive.",
            desk.archiveLag / .seconds(1))
        page.metric(
            "otvet_search_waiting_events", .gauge,
            "Events whose texts can't be found yet, \(Backlogs.limit) at most.", desk.backlogs.searchEvents)
        page.metric(
            "otvet_telegram_waiting_updates", .gauge,
            "Updates of Telegram that are stored and not understood yet, \(Backlogs.limit) at most.",
            desk.backlogs.updates)
    }

    private func add(_ store: StoreStatistics, to page: inout MetricsText) {
        page.family(
            "otvet_store_commit_duration_seconds", .histogram, "From a transaction's beginning to the end of its flush."
        ) { $0.observations(store.commits) }
        page.metric("otvet_store_failed_commits_total", .counter, "Commits that failed.", store.failedCommits)
        page.metric("otvet_store_writes_total", .counter, "Writes committed, several with one commit.", store.writes)
        page.metric("otvet_store_waiting_writes", .gauge, "Writes that wait for their turn.", store.waitingWrites)
        page.metric("otvet_store_database_bytes", .gauge, "Bytes of the database.", store.databaseBytes)
        page.metric("otvet_store_wal_bytes", .gauge, "Bytes of the database's log.", store.logBytes)
        page.metric("otvet_search_database_bytes", .gauge, "Bytes of the search's database.", store.searchBytes)
    }

    private func add(_ outbox: Desk.OutboxReport, to page: inout MetricsText) {
        page.metric(
            "otvet_telegram_deliveries_waiting", .gauge, "Messages that wait for Telegram.", outbox.waiting)
        page.metric("otvet_telegram_lag_seconds", .gauge, "How long the oldest of them waits.", outbox.lag)
        page.metric(
            "otvet_telegram_deliveries_parked", .gauge,
            "Messages that stand in the panel until their network may have a topic, or their user's ban ends.",
            outbox.parked)
        page.metric(
            "otvet_telegram_deliveries_failed", .gauge, "Messages given up, with a reason.", outbox.failed)
        page.metric(
            "otvet_telegram_troubled", .gauge, "1 while somebody must repair the group, the bot or the configuration.",
            options.telegram?.relay.trouble == nil ? 0 : 1)
        page.metric(
            "otvet_telegram_foreign_webhook", .gauge,
            "1 if another program's webhook was removed since the start: it hears nothing any more.",
            options.telegram?.relay.foreignWebhook == nil ? 0 : 1)
    }

    private func add(_ report: Desk.MailReport, _ counts: MailRelay.Counts, to page: inout MetricsText) {
        page.metric(
            "otvet_mail_waiting", .gauge, "Mails that were ordered and not sent yet, \(Backlogs.limit) at most.",
            report.waiting)
        page.metric("otvet_mail_overdue", .gauge, "Those of them that are due.", report.overdue)
        page.metric("otvet_mail_lag_seconds", .gauge, "How long the oldest of those has been due.", report.lag)
        page.metric("otvet_mail_refused", .gauge, "Mails given up, with a reason.", report.refused)
        page.family("otvet_mail_attempts_total", .counter, "Attempts to send a mail, by result.") { samples in
            samples.value(counts.sent, ["result": "sent"])
            samples.value(counts.delayed, ["result": "delayed"])
            samples.value(counts.refused, ["result": "refused"])
        }
    }

    private func add(_ telegram: TelegramAccess, to page: inout MetricsText) {
        let calls = telegram.bot.counts
        page.family("otvet_telegram_calls_total", .counter, "Calls of the Bot API, by method and result.") { samples in
            for method in CallCounts.Method.allCases {
                for outcome in CallCounts.Outcome.allCases {
                    let count = calls[method, outcome]
                    // What was never called is left out, but for the two that alerts need from the first scrape on.
                    guard count > 0 || method == .sendMessage || method == .getUpdates else { continue }
                    samples.value(count, ["method": method.rawValue, "result": outcome.rawValue])
                }
            }
        }
        page.family(
            "otvet_telegram_call_duration_seconds", .histogram, "How long calls of the Bot API took, polls left out."
        ) { $0.observations(calls.observations) }
        page.metric(
            "otvet_telegram_pause_seconds", .gauge, "How long Telegram wants the program to wait still.",
            telegram.relay.pause / .seconds(1))
        page.metric(
            "otvet_telegram_polling", .gauge, "1 while updates are fetched by polling.",
            telegram.relay.isPolling ? 1 : 0)
        page.metric(
            "otvet_telegram_last_poll_timestamp_seconds", .gauge,
            "When a poll for updates last succeeded; 0 if none has.", calls.lastPollTime)
    }
}
