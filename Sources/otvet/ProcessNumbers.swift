import Domain
import Glibc
import Logging
import Metrics

/// What the metrics say of the process. The names are those that Prometheus's own clients use.
/// https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
struct ProcessNumbers: Sendable {
    private let start = Timestamp.now()

    func add(to page: inout MetricsText) {
        page.family("otvet_build_info", .gauge, "Always 1; the label says which version runs.") {
            $0.value(1, ["version": Version.text])
        }
        page.metric(
            "process_start_time_seconds", .gauge, "When the process started, in Unix seconds.",
            Double(start.milliseconds) / 1000)
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        page.metric(
            "process_cpu_seconds_total", .counter, "Processor time used.",
            Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000)
        if let bytes = Self.residentBytes {
            page.metric("process_resident_memory_bytes", .gauge, "Memory that the process has.", bytes)
        }
        page.family("otvet_log_lines_total", .counter, "Lines of the log, by level.") { samples in
            for level in Logger.Level.allCases {
                samples.value(LineLogHandler.counts[level], ["level": level.rawValue])
            }
        }
        page.metric(
            "otvet_log_lost_lines_total", .counter, "Lines of the log that nobody took.",
            LogWriter.standardError.lost.total)
    }

    /// The second number of `/proc/self/statm`, in pages; nil where there is no such file.
    private static var residentBytes: Int? {
        guard let file = fopen("/proc/self/statm", "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}
