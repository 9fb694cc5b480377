import JSON

extension Checklist {
    /// For people: a line for each check, and below it what is unusual, or how to cure what is broken.
    var text: String {
        let width = Check.Name.allCases.map(\.rawValue.count).max() ?? 0
        let margin = "         \("".padded(to: width))  "
        let lines = checks.flatMap { check in
            let name = check.name.rawValue.padded(to: width)
            return switch check.result {
            case .well(let detail, let odd):
                ["ok       \(name)  \(detail)"] + odd.map { "\(margin)odd: \($0)" }
            case .broken(let detail, let cure): ["BROKEN   \(name)  \(detail)", "\(margin)→ \(cure)"]
            case .skipped(let because): ["skipped  \(name)  because \(because)"]
            }
        }
        return lines.joined(separator: "\n") + "\n\n" + summary
    }

    private var summary: String {
        let broken = checks.count { if case .broken = $0.result { true } else { false } }
        let skipped = checks.count { if case .skipped = $0.result { true } else { false } }
        let rest = skipped == 0 ? "" : " \(skipped) skipped."
        let odd = checks.reduce(0) { if case .well(_, let odd) = $1.result { $0 + odd.count } else { $0 } }
        return (broken == 0 ? "Nothing is broken." : "\(broken) broken.") + (odd == 0 ? "" : " \(odd) odd.") + rest
    }

    /// For programs: `{"ok":true,"checks":[{"name":…,"status":"ok|broken|skipped","detail":…,"cure":…,"odd":[…]}]}`.
    var json: String {
        let bytes = JSONWriter.object { json in
            json.member("ok", isWell)
            json.array("checks") { json in
                for check in checks {
                    json.object { json in
                        json.member("name", check.name.rawValue)
                        switch check.result {
                        case .well(let detail, let odd):
                            json.member("status", "ok")
                            json.member("detail", detail)
                            if !odd.isEmpty { json.array("odd") { json in for text in odd { json.string(text) } } }
                        case .broken(let detail, let cure):
                            json.member("status", "broken")
                            json.member("detail", detail)
                            json.member("cure", cure)
                        case .skipped(let because):
                            json.member("status", "skipped")
                            json.member("detail", because)
                        }
                    }
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
