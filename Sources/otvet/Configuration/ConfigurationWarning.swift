/// Something that is probably not meant as it is, above all a variable that looks like a setting and is not one.
/// The program starts and names it.
enum ConfigurationWarning: Equatable, CustomStringConvertible {
    /// Variables that Kubernetes and Docker set in every container of a service that is named after this program.
    case serviceLinks([String])
    /// A name that is close to a setting's, or an unknown one that begins like Telegram's.
    case misspelt(String, meant: Setting?)
    /// Settings that a different architecture of this product needed.
    case replaced([String])
    /// A setting names a folder that does not exist or can't be entered.
    case unusableFolder(Setting, String, reason: String)
    /// An address is given although systemd has opened the sockets.
    case unusedAddress
    /// A setting that is meant for tests.
    case risky(String)

    var description: String {
        switch self {
        case .serviceLinks(let names):
            "\(names.joined(separator: ", ")): of a Kubernetes service called like the program, not settings "
                + "(enableServiceLinks: false keeps them away)"
        case .misspelt(let name, let meant):
            "\(name) is no setting and is not read" + (meant.map { "; is \($0.rawValue) meant?" } ?? "")
        case .replaced(let names):
            "\(names.joined(separator: ", ")): nothing of Supabase is needed; data are in OTVET_DATA, and browsers are "
                + "told live by the program itself"
        case .unusableFolder(let setting, let path, let reason):
            "\(setting.rawValue) names \(path), which can't be used: \(reason)"
        case .unusedAddress: "OTVET_LISTEN is not used: systemd listens, where the socket unit says"
        case .risky(let text): text
        }
    }

    /// The warnings about an environment.
    ///
    /// - Throws: ``ConfigurationError/unknown(name:source:)`` for a name that begins with `OTVET_` and is not a
    ///   setting. A misspelt setting that is silently ignored is the worst kind of error.
    static func all(in environment: [String: String]) throws -> [ConfigurationWarning] {
        var links: [String] = []
        var replaced: [String] = []
        var misspelt: [ConfigurationWarning] = []
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name != "OTVET_CONFIG" && Setting(rawValue: name) == nil {
            if isReplaced(name) {
                replaced.append(name)
            } else if isServiceLink(name, value) {
                links.append(name)
            } else if name.hasPrefix("OTVET_") {
                throw ConfigurationError.unknown(name: name, source: "the environment")
            } else if let meant = nearest(to: name) {
                misspelt.append(.misspelt(name, meant: meant))
            } else if name.hasPrefix("TELEGRAM_") {
                misspelt.append(.misspelt(name, meant: nil))
            }
        }
        return misspelt + (links.isEmpty ? [] : [.serviceLinks(links)])
            + (replaced.isEmpty ? [] : [.replaced(replaced)])
    }

    static func isReplaced(_ name: String) -> Bool {
        name.hasPrefix("NEXT_PUBLIC_SUPABASE_") || name.hasPrefix("SUPABASE_")
    }

    /// Matches `OTVET_SERVICE_HOST`, `OTVET_SERVICE_PORT[_NAME]`, `OTVET_PORT` with an address, and
    /// `OTVET_PORT_8080_TCP[_ADDR]`, also for a service with a longer name, such as `otvet-web`.
    /// https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
    /// https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
    static func isServiceLink(_ name: String, _ value: String) -> Bool {
        guard name.hasPrefix("OTVET_") else { return false }
        if name.hasSuffix("_SERVICE_HOST") || name.hasSuffix("_SERVICE_PORT") || name.contains("_SERVICE_PORT_") {
            return true
        }
        if name.hasSuffix("_PORT"), value.contains("://") { return true }
        let protocols: Set<Substring> = ["TCP", "UDP", "SCTP"]
        let parts = name.split(separator: "_")
        return parts.indices.dropLast(2).contains { index in
            parts[index] == "PORT" && UInt16(parts[index + 1]) != nil && protocols.contains(parts[index + 2])
        }
    }

    /// The setting whose name differs in at most two letters.
    private static func nearest(to name: String) -> Setting? {
        let letters = Array(name.uppercased().utf8.prefix(64))
        let near = Setting.allCases.map { (setting: $0, distance: distance(Array($0.rawValue.utf8), letters)) }
        return near.filter { $0.distance <= 2 }.min { $0.distance < $1.distance }?.setting
    }

    /// How many letters have to be inserted, removed or replaced (the Levenshtein distance).
    private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
        var row = Array(0...to.count)
        for (index, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in to.enumerated() {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[to.count]
    }
}
