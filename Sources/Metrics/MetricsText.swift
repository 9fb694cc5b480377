/// A page in the text format of Prometheus.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
public struct MetricsText: Sendable {
    public enum Kind: String, Sendable { case counter, gauge, histogram }

    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    public private(set) var text = ""

    public init() {}

    /// Adds a metric that has one value.
    public mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
        family(name, kind, help) { $0.sample(value: "\(value)") }
    }

    /// Adds a metric that has one value.
    public mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        family(name, kind, help) { $0.sample(value: "\(value)") }
    }

    /// Adds a metric that may have several values, each with labels of its own.
    public mutating func family(_ name: String, _ kind: Kind, _ help: String, _ body: (inout Samples) -> Void) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        var samples = Samples(name: name)
        body(&samples)
        text += samples.text
    }

    /// The values of one metric.
    public struct Samples {
        fileprivate let name: String
        fileprivate var text = ""

        public mutating func value(_ value: some BinaryInteger, _ labels: KeyValuePairs<String, String> = [:]) {
            sample(labels: Self.text(labels), value: "\(value)")
        }

        public mutating func value(_ value: Double, _ labels: KeyValuePairs<String, String> = [:]) {
            sample(labels: Self.text(labels), value: "\(value)")
        }

        /// Adds the buckets, the sum and the count of a histogram.
        public mutating func observations(
            _ observations: Observations, _ labels: KeyValuePairs<String, String> = [:]
        ) {
            let labels = Self.text(labels)
            var count = 0
            for (bound, more) in zip(observations.buckets.nanoseconds, observations.counts) {
                count += more
                let bound = "le=\"\(Double(bound) / 1_000_000_000)\""
                sample("_bucket", labels: labels.isEmpty ? bound : "\(labels),\(bound)", value: "\(count)")
            }
            let all = "\(observations.count)"
            sample("_bucket", labels: labels.isEmpty ? "le=\"+Inf\"" : "\(labels),le=\"+Inf\"", value: all)
            sample("_sum", labels: labels, value: "\(observations.seconds)")
            sample("_count", labels: labels, value: all)
        }

        fileprivate mutating func sample(_ suffix: String = "", labels: String = "", value: String) {
            text += labels.isEmpty ? "\(name)\(suffix) \(value)\n" : "\(name)\(suffix){\(labels)} \(value)\n"
        }

        private static func text(_ labels: KeyValuePairs<String, String>) -> String {
            labels.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
        }

        private static func escaped(_ value: String) -> String {
            value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }
}
