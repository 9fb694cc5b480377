import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Realtime
import Relay
import Store

extension WebAPI {
    /// `GET /metrics` in the text format of Prometheus: numbers only, and nothing about any person.
    func metrics(_ statistics: ServerStatistics) async throws -> Response {
        let signals = await desk.presentSignals()
        let deliveries = try desk.outboxReport()
        var text = ""
        func metric(_ name: String, _ kind: String, _ help: String, _ value: some BinaryInteger) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(value)\n"
        }
        metric("otvet_connections_open", "gauge", "Connections open now.", statistics.open)
        metric("otvet_connections_accepted_total", "counter", "Connections accepted.", statistics.accepted)
        metric(
            "otvet_connections_refused_total", "counter", "Connections refused, and those closed to make room.",
            statistics.refused + statistics.madeRoom)
        metric("otvet_held_bytes", "gauge", "Bytes in memory that wait for a client.", statistics.heldBytes)
        metric(
            "otvet_connections_evicted_total", "counter", "Connections closed because they held most memory.",
            statistics.evicted)
        metric("otvet_requests_total", "counter", "Requests answered.", statistics.requests)
        if let end = statistics.certificateEnd {
            metric(
                "otvet_certificate_expires_seconds", "gauge", "When the certificate of its own TLS expires.", end)
        }
        metric(
            "otvet_store_writable", "gauge", "0 while messages can't be taken.",
            signals.contains(.storeUnwritable) ? 0 : 1)
        if let free = desk.freeBytes {
            metric("otvet_disk_free_bytes", "gauge", "Bytes free for the data folder.", free)
        }
        metric("otvet_live_listeners", "gauge", "Browsers that listen for news.", desk.listenerCount)
        metric("otvet_telegram_deliveries_waiting", "gauge", "Messages that wait for Telegram.", deliveries.waiting)
        metric(
            "otvet_telegram_lag_seconds", "gauge", "How long the oldest of them waits.",
            deliveries.lag)
        metric(
            "otvet_telegram_troubled", "gauge", "1 while somebody must repair the group, the bot or the configuration.",
            options.telegram?.relay.trouble == nil ? 0 : 1)
        metric(
            "otvet_telegram_foreign_webhook", "gauge",
            "1 if another program's webhook was removed since the start: it hears nothing any more.",
            options.telegram?.relay.foreignWebhook == nil ? 0 : 1)
        metric(
            "otvet_telegram_deliveries_parked", "gauge",
            "Messages that stand in the panel until their network may have a topic, or their user's ban ends.",
            deliveries.parked)
        metric("otvet_telegram_deliveries_failed", "gauge", "Messages given up, with a reason.", deliveries.failed)
        text += "# HELP otvet_signal 1 while there is something of this name to mend.\n# TYPE otvet_signal gauge\n"
        for signal in Signal.allCases {
            text += "otvet_signal{name=\"\(signal.rawValue)\"} \(signals.contains(signal) ? 1 : 0)\n"
        }
        return Response(
            .ok, fields: [.contentType: "text/plain; version=0.0.4"], body: .bytes(Array(text.utf8)))
    }
}
