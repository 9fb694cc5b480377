import Glibc
import HTTPEngine
import Logging

extension Configuration {
    /// Logs one line about this process and its settings, whatever the log level: every
    /// search for a fault begins with it.
    ///
    /// - Parameter tls: What the program speaks TLS with.
    func logStart(_ tls: TLSContext?) {
        var log = Logger(label: "Otvet")
        log.logLevel = .info
        var facts: Logger.Metadata = [
            "version": "\(Version.text)", "commit": "\(Version.commit)", "data": "\(Self.absolute(dataFolder))",
            "telegram": "\(telegramFact)",
            "proxies": "\(trustedProxies.map(\.description).joined(separator: ", "))",
        ]
        if let publicURL { facts["publicURL"] = "\(publicURL.text)" }
        if let tls { facts["certificate"] = "until \(CertificateFlaw.date(tls.term.end))" }
        if let webFolder { facts["web"] = "\(Self.absolute(webFolder))" }
        if !warnings.isEmpty { facts["odd"] = "\(warnings.map(\.description).joined(separator: "; "))" }
        log.log(level: warnings.isEmpty ? .notice : .warning, "starting", metadata: facts)
        guard let tls else { return }
        for flaw in CertificateFlaw.all(of: tls, self, now: time(nil)) {
            log.log(level: flaw.isFatal ? .error : .warning, "\(flaw). \(flaw.cure)")
        }
    }

    private var telegramFact: String {
        guard let telegram else { return "off" }
        let way = telegram.updates == .off ? "answers are not taken in" : "updates: \(telegram.updates.rawValue)"
        return "on, \(way)" + (botAPI.proxy.map { ", through \($0)" } ?? "")
    }

    private static func absolute(_ folder: String) -> String {
        guard !folder.hasPrefix("/"), let current = getcwd(nil, 0) else { return folder }
        defer { free(current) }
        return "\(String(cString: current))/\(folder)"
    }
}
