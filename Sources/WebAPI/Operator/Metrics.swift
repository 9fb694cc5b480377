import Desk
import HTTPEngine
import HTTPTypes
import Realtime
import Store

extension WebAPI {
    /// `GET /metrics`: the Prometheus text format. Numbers only, nothing of any person.
    func metrics(_ request: Request, _ statistics: ServerStatistics) throws -> Response {
        let deliveries = try desk.store.read { try $0.deliveryCounts() }
        var text = ""
        func metric(_ name: String, _ kind: String, _ help: String, _ value: some BinaryInteger) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(value)\n"
        }
        metric("otvet_connections_open", "gauge", "Connections open now.", statistics.open)
        metric("otvet_connections_accepted_total", "counter", "Connections accepted.", statistics.accepted)
        metric("otvet_requests_total", "counter", "Requests answered.", statistics.requests)
        metric("otvet_live_listeners", "gauge", "Browsers that listen for news.", desk.hub.listenerCount)
        metric("otvet_telegram_deliveries_waiting", "gauge", "Messages that wait for Telegram.", deliveries.waiting)
        metric("otvet_telegram_deliveries_failed", "gauge", "Messages given up, with a reason.", deliveries.failed)
        return Response(
            .ok, fields: [.contentType: "text/plain; version=0.0.4"], body: .bytes(Array(text.utf8)))
    }
}
