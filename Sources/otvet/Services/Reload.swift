import Glibc
import HTTPEngine
import Logging
import Synchronization
import Telegram
import WebAPI

/// Reads the settings again, makes those take effect that can, and says of the others that they need a restart. If
/// anything is wrong with them, nothing changes.
final class Reload: Sendable {
    /// What runs, and what it was started with.
    struct Running: Sendable {
        let configuration: Configuration
        let api: WebAPI
        let server: HTTPServer
        /// The certificate that is shown; nil without TLS.
        var tls: TLSContext?
        /// Fetches the host site's keys.
        let session: CurlSession
    }

    private let read: @Sendable () throws -> SettingSources
    private let state: Mutex<State>

    private struct State {
        /// The values that are in force. One that waits for a restart stays different, and is named each time.
        var values: [Setting: String]
        var running: Running?
    }

    /// - Parameters:
    ///   - sources: The settings that the program starts with.
    ///   - read: Reads them anew.
    init(_ sources: SettingSources, _ read: @escaping @Sendable () throws -> SettingSources) {
        self.read = read
        state = Mutex(State(values: Self.values(of: sources)))
    }

    /// From now on there is something to change.
    func begin(_ running: Running) { state.withLock { $0.running = running } }

    func run() {
        state.withLock { state in
            // A start that is under way has read the settings a moment ago.
            guard var running = state.running else { return }
            var log = Logger(label: "Otvet")
            log.logLevel = .info
            do {
                let sources = try read()
                let lines = try Self.apply(
                    try Configuration(sources), &state.values, Self.values(of: sources), &running)
                state.running = running
                for (level, line) in lines { log.log(level: level, "\(line)") }
                if lines.isEmpty { log.notice("read the settings again; nothing has changed") }
            } catch {
                log.error("settings not reloaded, those before stay in force: \(error)")
            }
        }
    }

    private static func values(of sources: SettingSources) -> [Setting: String] {
        var values: [Setting: String] = [:]
        for setting in Setting.allCases { values[setting] = sources[setting]?.text }
        return values
    }

    /// Everything that may fail comes before the first change.
    ///
    /// - Returns: A line for each setting that has changed.
    private static func apply(
        _ new: Configuration, _ inForce: inout [Setting: String], _ values: [Setting: String], _ running: inout Running
    ) throws -> [(Logger.Level, String)] {
        let changed = Setting.allCases.filter { inForce[$0] != values[$0] }
        let certificate = try certificate(new, running)
        let identity: [Setting] = [.jwtSecret, .jwks, .jwtIssuer, .jwtAudience, .unsignedIdentity]
        let siteTokens =
            changed.contains(where: identity.contains)
            ? try new.identity.siteTokens(running.session) : running.api.siteTokens
        var lines: [(Logger.Level, String)] = []
        for setting in changed {
            if canChange(setting, new, running) {
                inForce[setting] = values[setting]
                lines.append((.notice, "\(setting.rawValue) has changed"))
            } else {
                lines.append((.warning, "\(setting.rawValue) has changed and needs a restart"))
            }
        }
        if let certificate {
            running.server.use(certificate)
            running.tls = certificate
            lines.append((.notice, "certificate renewed, until \(CertificateFlaw.date(certificate.term.end))"))
            for flaw in CertificateFlaw.all(of: certificate, new, now: time(nil)) {
                lines.append((.warning, "\(flaw). \(flaw.cure)"))
            }
        }
        if changed.contains(.trustedProxies) { running.server.trust(new.trustedProxies) }
        var options = new.apiOptions(siteTokens)
        if !canChange(.allowedOrigins, new, running) { options.allowedOrigins = nil }
        running.api.apply(options)
        new.styleLog()
        return lines
    }

    /// The certificate, if the files have another than the one that is shown.
    private static func certificate(_ new: Configuration, _ running: Running) throws -> TLSContext? {
        guard let files = new.tls, let shown = running.tls else { return nil }
        let certificate = try files.context()
        guard !certificate.shows(theSameAs: shown) else { return nil }
        if let flaw = CertificateFlaw.all(of: certificate, new, now: time(nil)).first(where: \.isFatal) {
            throw ConfigurationError.invalid(.tlsCertificate, source: files.certificate, reason: "\(flaw)")
        }
        return certificate
    }

    private static func canChange(_ setting: Setting, _ new: Configuration, _ running: Running) -> Bool {
        switch setting {
        // A port speaks TLS or it does not.
        case .tlsCertificate, .tlsKey: (new.tls == nil) == (running.tls == nil)
        // Without a list there is one answer for all origins, which is encoded at the start.
        case .allowedOrigins: running.configuration.allowedOrigins != nil
        default: setting.changesOnReload
        }
    }
}
